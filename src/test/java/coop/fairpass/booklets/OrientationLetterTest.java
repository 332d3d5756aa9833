package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.invoicing.PdfJudge;
import coop.fairpass.invoicing.PdfPrinter;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.orders.OrderId;
import coop.fairpass.places.SpokenHours;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-075 : une lettre en gros caractères dit où aller, jusqu’à quand, et ne nomme personne")
class OrientationLetterTest {

    private static final Optional<InseeCode> DIJON = Optional.of(InseeCode.of("21231"));
    private static final UUID PROVIDER = UUID.randomUUID();
    private static final PdfPrinter PRINTER = new PdfPrinter(Ground.templates());

    private static final Logo OWN_LOGO = PrintingPress.logo(PrintingPress.png(300, 300));

    static final List<NearPlace> PLACES = List.of(
            new NearPlace(
                    Optional.empty(),
                    "Médiathèque du Val d’Exemple",
                    "3 rue des Écoles, 21000 Valexemple",
                    Optional.of("Mardi au samedi, 10 h à 12 h et 14 h à 18 h"),
                    Optional.of("03 80 00 00 01"),
                    347),
            new NearPlace(
                    Optional.empty(),
                    "Tiers-lieu La Fabrique",
                    "12 avenue de la Gare, 21000 Valexemple",
                    Optional.of("Lundi et jeudi, 9 h à 17 h"),
                    Optional.of("03 80 00 00 02"),
                    2_260),
            new NearPlace(
                    Optional.empty(),
                    "Centre social des Quatre-Vents",
                    "1 place du Marché, 21110 Voisinville",
                    Optional.empty(),
                    Optional.of("03 80 00 00 03"),
                    14_400));

    private static OrientationLetter letter(List<NearPlace> places, PrintWording wording) {
        return new OrientationLetter(
                wording.payer(),
                wording.cooperative(),
                new BookletNumber(12_345),
                10,
                cents(10_00),
                LocalDate.of(2027, 1, 31),
                wording.restrictions(),
                places,
                LocalDate.of(2026, 11, 10));
    }

    private static byte[] draw(OrientationLetter letter) {
        return PrintLetter.draw(letter, PRINTER);
    }

    @Test
    @DisplayName(
            "R-019, R-075 : trois lieux avec horaires et téléphone, le dernier jour en toutes lettres, pas de monnaie rendue")
    void says_where_and_until_when() throws IOException {
        assertThat(text(draw(letter(PLACES, PrintingPress.full()))))
                .contains(
                        "Voici 10 chèques de 10 € pour vous faire aider",
                        "Offert par : Communauté d’agglomération de Lens-Liévin.",
                        "Près de chez vous, des personnes vous aident, à votre rythme.",
                        "Utilisez-les jusqu’au dimanche 31 janvier 2027",
                        "On ne rend pas la monnaie.",
                        "Médiathèque du Val d’Exemple, à 350 m",
                        "Mardi au samedi, 10 h à 12 h et 14 h à 18 h",
                        "Téléphone : 03 80 00 00 01",
                        "Tiers-lieu La Fabrique, à 2,3 km",
                        "Centre social des Quatre-Vents, à 14 km",
                        "Ces chèques sont pour : « Premiers pas ».",
                        "Ils s’utilisent ici : 36 communes de l’agglomération.",
                        "ni papier d’identité, ni compte, ni adresse électronique",
                        new BookletNumber(12_345).serial());
    }

    @Test
    @DisplayName("elle tient sur une feuille, s’archive, s’écoute, et se réimprime à l’identique")
    void is_one_sheet_for_the_archive_and_for_the_ear() {
        var pdf = draw(letter(PLACES, PrintingPress.full()));
        assertThat(PdfText.pages(pdf)).isEqualTo(1);
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        assertThat(draw(letter(PLACES, PrintingPress.full()))).isEqualTo(pdf);
    }

    /** As long as forms accept it: a name of 120 letters, that of a place of 200, a street of 200, a town of 100. */
    private static NearPlace longest(int number) {
        return new NearPlace(
                Optional.of(new NearPlace.Mark(
                        words("Structure " + number, 120), Optional.of("#8a1c4a"), Optional.of(OWN_LOGO))),
                words("Lieu " + number, 200),
                words(number + " rue", 200) + ", 21000 " + words("Ville " + number, 100),
                SpokenHours.onPaper(
                        "Mo-Su 09:00-12:00,14:00-18:30;".repeat(9) + "PH off \"" + words("Demandez", 1_700) + "\""),
                Optional.of("03 80 00 00 0" + number),
                14_400);
    }

    private static String words(String first, int letters) {
        var text = new StringBuilder(first);
        while (text.length() < letters) {
            text.append(" intercommunale pour la médiation numérique");
        }
        return text.substring(0, letters - 1) + "x";
    }

    @Test
    @DisplayName(
            "R-075 : trois lieux aux noms et aux adresses les plus longs tiennent sur une feuille, et rien n’en est perdu")
    void the_longest_names_stay_on_one_sheet() throws IOException {
        var full = PrintingPress.full();
        var wording = new PrintWording(
                new PrintWording.Payer(
                        words("Communauté", 200),
                        full.payer().message(),
                        full.payer().logo()),
                full.cooperative(),
                full.terms(),
                full.restrictions());
        var places = List.of(longest(1), longest(2), longest(3));
        var pdf = draw(letter(places, wording));
        assertThat(PdfText.pages(pdf)).isEqualTo(1);
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        var text = text(pdf);
        for (var place : places) {
            assertThat(text)
                    .contains(
                            place.firstName() + ", " + place.name() + ", à 14 km",
                            place.address(),
                            place.telephone().orElseThrow(),
                            "lundi au dimanche : 9 h à 12 h, 14 h à 18 h 30");
        }
        assertThat(text).contains(wording.payer().name(), "jours fériés : fermé (Demandez intercommunale", "…)");
        assertThat(text).contains("ni papier d’identité", new BookletNumber(12_345).serial());
    }

    @Test
    @DisplayName("en gros caractères : rien en dessous de 14 points")
    void is_in_large_print() throws IOException {
        Set<Float> sizes = new HashSet<>();
        try (var document = Loader.loadPDF(draw(letter(PLACES, PrintingPress.full())))) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    sizes.add(text.getFontSizeInPt());
                }
            }.getText(document);
        }
        assertThat(Collections.min(sizes)).isGreaterThanOrEqualTo(13.9f);
        assertThat(Collections.max(sizes)).isGreaterThan(22f);
    }

    @Test
    @DisplayName("sans lieu connu, elle dit qui appeler")
    void says_whom_to_call_without_a_place() throws IOException {
        var pdf = draw(letter(List.of(), PrintingPress.bare()));
        assertThat(text(pdf)).contains("Demandez le lieu le plus proche au 09 70 00 00 00");
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
    }

    @Test
    @DisplayName("R-019 : le logo du commanditaire y est")
    void bears_the_logo() throws IOException {
        try (var document = Loader.loadPDF(draw(letter(PLACES, PrintingPress.full())))) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).hasSize(1);
        }
        try (var document = Loader.loadPDF(draw(letter(PLACES, PrintingPress.bare())))) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "R-118 : le nom et le logo de chaque structure viennent avant le nom de son lieu, sur une seule feuille")
    void a_provider_comes_first_with_its_own_mark() throws IOException {
        var places = List.of(
                marked(PLACES.get(0), "Ville d’Exemple", Optional.of("#8a1c4a"), Optional.of(OWN_LOGO)),
                marked(PLACES.get(1), "La Fabrique", Optional.of("#ffe000"), Optional.empty()),
                marked(PLACES.get(2), PLACES.get(2).name(), Optional.empty(), Optional.of(OWN_LOGO)));
        var pdf = draw(letter(places, PrintingPress.full()));
        assertThat(text(pdf))
                .contains("Ville d’Exemple, Médiathèque du Val d’Exemple, à 350 m 3 rue des Écoles")
                .contains("La Fabrique, Tiers-lieu La Fabrique, à 2,3 km 12 avenue de la Gare")
                .contains("Centre social des Quatre-Vents, à 14 km 1 place du Marché");
        assertThat(PdfText.pages(pdf)).isEqualTo(1);
        assertThat(PdfJudge.faultsOf(pdf)).isEmpty();
        assertThat(pictures(pdf)).isEqualTo(3);
        assertThat(pictures(draw(letter(PLACES, PrintingPress.full())))).isEqualTo(1);
    }

    private static NearPlace marked(NearPlace place, String own, Optional<String> colour, Optional<Logo> logo) {
        return new NearPlace(
                Optional.of(new NearPlace.Mark(own, colour, logo)),
                place.name(),
                place.address(),
                place.hours(),
                place.telephone(),
                place.metres());
    }

    /** How many pictures are drawn, the same one as often as it is. */
    private static int pictures(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var drawn = 0;
            for (var token : new PDFStreamParser(document.getPage(0)).parse()) {
                if (token instanceof Operator operator && operator.getName().equals("Do")) {
                    drawn++;
                }
            }
            return drawn;
        }
    }

    @Test
    @ExtendWith(TestDatabase.class)
    @DisplayName("R-075, R-118 : la lettre imprimée par l’agent porte le nom et le logo que la structure a choisis")
    void what_the_provider_chose_is_printed(Db db, @TempDir Path home) throws IOException {
        try (var ground = new Ground(db, home)) {
            openPlaces(db, Ground.CENTRE.value());
            qualify(db, Ground.CENTRE.value());
            var booklet = ground.number(ground.activeOrder(2), 1);
            JdbcClient.create(db.owner())
                    .sql("""
                            INSERT INTO places.identity (provider, name, colour, logo, recorded_at, recorded_by)
                            VALUES (:provider, 'Les Quatre-Vents', '#8a1c4a', :logo, '2026-09-01T00:00Z', 'test')
                            """)
                    .param("provider", Ground.CENTRE.value())
                    .param("logo", PrintingPress.png(300, 300))
                    .update();
            var letter = (PrintLetter.Outcome.Ready) print(ground, booklet, DIJON, AGENT);
            var pdf = ProductionTest.bytes(letter.file());
            assertThat(text(pdf)).contains("Les Quatre-Vents, Médiathèque de Dijon, à 50 m");
            assertThat(pictures(pdf)).isGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0} mètres : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0      | à 50 m
            74     | à 50 m
            76     | à 100 m
            974    | à 950 m
            975    | à 1,0 km
            2260   | à 2,3 km
            9949   | à 9,9 km
            9950   | à 10 km
            14400  | à 14 km
            """)
    void a_distance_is_no_more_exact_than_a_straight_line(long metres, String said) {
        assertThat(new NearPlace(Optional.empty(), "x", "y", Optional.empty(), Optional.empty(), metres).distance())
                .isEqualTo(said);
    }

    @Test
    @DisplayName("pas plus de trois lieux, et un chèque seul se dit au singulier")
    void keeps_to_three_places() {
        var four = List.of(PLACES.get(0), PLACES.get(1), PLACES.get(2), PLACES.get(0));
        assertThatThrownBy(() -> letter(four, PrintingPress.bare())).isInstanceOf(IllegalArgumentException.class);
        var one = new OrientationLetter(
                PrintingPress.bare().payer(),
                PrintingPress.COOPERATIVE,
                new BookletNumber(1),
                1,
                cents(7_50),
                LocalDate.of(2027, 2, 1),
                PrintWording.Restrictions.NONE,
                List.of(),
                LocalDate.of(2026, 11, 10));
        assertThat(one.gift().replace('\u202f', ' ').replace('\u00a0', ' ')).isEqualTo("1 chèque de 7,50 €");
        assertThat(one.lastDayInWords()).isEqualTo("lundi 1er février 2027");
    }

    @Test
    @ExtendWith(TestDatabase.class)
    @DisplayName(
            "l’agent l’imprime pour un carnet de son stock ou qu’il a remis, avec les lieux qualifiés les plus proches")
    void an_agent_prints_it(Db db, @TempDir Path home) throws IOException {
        try (var ground = new Ground(db, home)) {
            openPlaces(db, PROVIDER);
            var order = ground.activeOrder(2);
            var booklet = ground.number(order, 1);

            qualify(db, UUID.randomUUID());
            assertThat(text(print(ground, booklet, DIJON, AGENT)))
                    .contains("Voici 10 chèques de 10 €", "Communauté de communes du Val d’Exemple", booklet.serial())
                    .contains("dimanche 31 janvier 2027")
                    .contains("Demandez le lieu le plus proche au");

            qualify(db, PROVIDER);
            assertThat(text(print(ground, booklet, DIJON, AGENT)))
                    .contains("Médiathèque de Dijon, à 50 m", "Fablab de Beaune, à 3")
                    .contains("2 place de la République, 21000 Dijon", "Téléphone : 03 80 00 00 00")
                    .contains("lundi au vendredi : 9 h à 12 h")
                    .doesNotContain("Lieu sans offre");
            // The distributor's commune is not known: whom to call is.
            assertThat(text(print(ground, booklet, Optional.empty(), AGENT))).contains("Demandez le lieu");

            refuses(ground, order);
        }
    }

    private static void refuses(Ground ground, OrderId order) {
        var booklet = ground.number(order, 1);
        ground.handOver(booklet, AGENT);
        assertThat(print(ground, booklet, DIJON, AGENT)).isInstanceOf(PrintLetter.Outcome.Ready.class);
        assertThat(print(ground, booklet, DIJON, Ground.BUYER))
                .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(print(ground, booklet, DIJON, CENTRE_AGENT))
                .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
        assertThat(print(ground, new BookletNumber(999_999_999), DIJON, AGENT))
                .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
        ground.bean(BlockBooklet.class).handle(new BlockBooklet.Command(booklet.serial(), Loss.DAMAGED, AGENT));
        assertThat(print(ground, booklet, DIJON, AGENT))
                .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        ground.clock.set("2027-02-01T00:00");
        assertThat(print(ground, ground.number(order, 2), DIJON, AGENT))
                .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.EXPIRED));
    }

    /** A commune’s middle, two places of one provider that offer something there and further, and one with nothing. */
    private static void openPlaces(Db db, UUID provider) {
        var owner = JdbcClient.create(db.owner());
        owner.sql("UPDATE territory.commune SET latitude = 47.3216, longitude = 5.0415 WHERE code = '21231'")
                .update();
        owner.sql("""
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude, longitude,
                               is_position_exact, telephone, opening_hours, opened_on, recorded_at, recorded_by)
                        SELECT gen_random_uuid(), :provider, p.name, '2 place de la République', '21000', 'Dijon', '21231',
                               p.latitude, 5.0415, true, '+33380000000', 'Mo-Fr 09:00-12:00', '2026-09-01',
                               '2026-09-01T00:00Z', 'test'
                          FROM (VALUES ('Médiathèque de Dijon', 47.3216), ('Fablab de Beaune', 47.0216),
                                       ('Lieu sans offre', 47.3217)) AS p (name, latitude)
                        """).param("provider", provider).update();
        owner.sql("""
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated, format,
                               valid_from, recorded_at, recorded_by)
                        SELECT gen_random_uuid(), id, 'FP-COM-001', 1000, 1000, true, 'BOTH', '2026-09-01',
                               '2026-09-01T00:00Z', 'test'
                          FROM places.place
                         WHERE name <> 'Lieu sans offre'
                        """).update();
    }

    /** One provider is qualified, as the room of qualifications says; a stand-in says it in its place. */
    private static void qualify(Db db, UUID provider) {
        var owner = JdbcClient.create(db.owner());
        owner.sql("CREATE SCHEMA IF NOT EXISTS qualification").update();
        owner.sql("""
                        CREATE OR REPLACE VIEW qualification.provider_period AS
                        SELECT '%s'::uuid AS provider, DATE '2026-01-01' AS valid_from, NULL::date AS valid_until
                        """.formatted(provider)).update();
    }

    private static String text(PrintLetter.Outcome outcome) throws IOException {
        return text(ProductionTest.bytes(((PrintLetter.Outcome.Ready) outcome).file()));
    }

    /** As it is seen, line by line. */
    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("[\\s\u00a0]+", " ");
        }
    }

    private static PrintLetter.Outcome print(Ground ground, BookletNumber booklet, Optional<InseeCode> near, Actor by) {
        return ground.bean(PrintLetter.class).handle(new PrintLetter.Command(booklet, near, by));
    }
}

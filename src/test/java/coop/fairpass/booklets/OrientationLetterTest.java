package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.invoicing.PdfJudge;
import coop.fairpass.invoicing.PdfPrinter;
import coop.fairpass.invoicing.PdfText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-075 : une lettre en gros caractères dit où aller, jusqu’à quand, et ne nomme personne")
class OrientationLetterTest {

    private static final PdfPrinter PRINTER = new PdfPrinter(Ground.templates());

    static final List<NearPlace> PLACES = List.of(
            new NearPlace(
                    "Médiathèque du Val d’Exemple",
                    "3 rue des Écoles, 21000 Valexemple",
                    Optional.of("Mardi au samedi, 10 h à 12 h et 14 h à 18 h"),
                    Optional.of("03 80 00 00 01"),
                    347),
            new NearPlace(
                    "Tiers-lieu La Fabrique",
                    "12 avenue de la Gare, 21000 Valexemple",
                    Optional.of("Lundi et jeudi, 9 h à 17 h"),
                    Optional.of("03 80 00 00 02"),
                    2_260),
            new NearPlace(
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
    @DisplayName("R-019, R-075 : trois lieux avec horaires et téléphone, le dernier jour en toutes lettres, pas de monnaie rendue")
    void says_where_and_until_when() {
        assertThat(PdfText.of(draw(letter(PLACES, PrintingPress.full()))))
                .contains(
                        "Communauté d’agglomération de Lens-Liévin vous offre 10 chèques de 10 €",
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
    void says_whom_to_call_without_a_place() {
        var pdf = draw(letter(List.of(), PrintingPress.bare()));
        assertThat(PdfText.of(pdf)).contains("Demandez le lieu le plus proche au 09 70 00 00 00");
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
        assertThat(new NearPlace("x", "y", Optional.empty(), Optional.empty(), metres).distance())
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
    @DisplayName("l’agent l’imprime pour un carnet de son stock ou qu’il a remis, tant qu’il peut servir")
    void an_agent_prints_it(Db db, @TempDir Path home) throws IOException {
        try (var ground = new Ground(db, home)) {
            var order = ground.activeOrder(2);
            var booklet = ground.number(order, 1);
            var ready = (PrintLetter.Outcome.Ready) print(ground, booklet, AGENT);
            assertThat(ready.file().name()).isEqualTo("lettre-" + booklet.serial().replace(" ", "") + ".pdf");
            assertThat(PdfText.of(ProductionTest.bytes(ready.file())))
                    .contains("Communauté de communes du Val d’Exemple vous offre 10 chèques", booklet.serial())
                    .contains("Téléphone : 03 80 00 00 03")
                    .contains("dimanche 31 janvier 2027");
            ground.handOver(booklet, AGENT);
            assertThat(print(ground, booklet, AGENT)).isInstanceOf(PrintLetter.Outcome.Ready.class);
            assertThat(print(ground, booklet, Ground.BUYER))
                    .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_ALLOWED));
            assertThat(print(ground, booklet, CENTRE_AGENT))
                    .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
            assertThat(print(ground, new BookletNumber(999_999_999), AGENT))
                    .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.UNKNOWN_BOOKLET));
            ground.bean(BlockBooklet.class)
                    .handle(new BlockBooklet.Command(booklet.serial(), Loss.DAMAGED, AGENT));
            assertThat(print(ground, booklet, AGENT))
                    .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.NOT_AVAILABLE));
            ground.clock.set("2027-02-01T00:00");
            assertThat(print(ground, ground.number(order, 2), AGENT))
                    .isEqualTo(new PrintLetter.Outcome.Refused(BookletReason.EXPIRED));
        }
    }

    private static PrintLetter.Outcome print(Ground ground, BookletNumber booklet, Actor by) {
        return ground.bean(PrintLetter.class).handle(new PrintLetter.Command(booklet, PLACES, by));
    }
}

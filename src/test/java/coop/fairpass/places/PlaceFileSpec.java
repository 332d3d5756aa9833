package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.IdentifierProblem;
import coop.fairpass.directory.Siren;
import coop.fairpass.places.PlaceCandidate.Fee;
import coop.fairpass.places.PlaceCandidate.Pivot;
import coop.fairpass.territory.Point;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les listes de lieux se lisent malgré leurs pièges, et rien n’est réparé sans être dit")
class PlaceFileSpec {

    @ParameterizedTest(name = "T26 : frais « {0} » : {1} ; notes : {2}")
    @CsvSource(
            delimiter = '!',
            value = {
                "Gratuit|Payant!FREE PAID!",
                "junk|Gratuit!FREE!VALUE_UNKNOWN junk",
                "Gratuit |Payant!FREE PAID!",
                "Gratuit;Payant!FREE PAID!SEPARATOR_OTHER",
                "Gratuit / Payant!FREE PAID!SEPARATOR_OTHER",
                "Gratuit, Payant!FREE PAID!SEPARATOR_OTHER",
                "gratuit!FREE!VALUE_APPROXIMATE gratuit",
                "''!!",
            })
    void fees_of_version_1_0(String cell, String fees, String notes) {
        var read = read(standard10(Map.of("frais_a_charge", cell)));
        assertThat(names(only(read).fees())).isEqualTo(fees == null ? "" : fees);
        assertThat(notes(read)).isEqualTo(notes == null ? "" : notes);
    }

    @ParameterizedTest(name = "les apostrophes et les espaces ne comptent pas : « {0} »")
    @CsvSource({
        "S'équiper en matériel informatique, EQUIPMENT, ''",
        "S’équiper en matériel informatique, EQUIPMENT, ''",
        "S’équiper\u00a0en matériel  informatique, EQUIPMENT, ''",
        "s'equiper en materiel informatique, EQUIPMENT, VALUE_APPROXIMATE s'equiper en materiel informatique",
        "Utilisation sécurisée du numérique, SAFETY, ''",
        "Prendre en main un ordinateur;Créer avec le numérique, EVERYDAY_TOOLS LEISURE, ''",
        "Prendre en main un ordinateur/ Créer avec le numérique, EVERYDAY_TOOLS LEISURE, SEPARATOR_OTHER",
    })
    void services_of_version_0_1(String cell, String services, String notes) {
        var read = read(standard01(Map.of("services", cell)));
        assertThat(names(only(read).services())).isEqualTo(services);
        assertThat(notes(read)).isEqualTo(notes);
    }

    @Test
    @DisplayName("T26 : « Accepte le Pass numérique » est gratuit sous condition, et dit que les chèques sont acceptés")
    void accepting_vouchers_in_version_0_1() {
        var conditions = "Payant : L'accès au lieu et/ou à ses services est payant;Accepte le Pass numérique : Il est"
                + " possible d'utiliser un Pass numérique pour accéder au lieu";
        var place = only(read(standard01(Map.of("conditions_acces", conditions))));
        assertThat(place.fees()).containsExactlyInAnyOrder(Fee.PAID, Fee.FREE_UNDER_CONDITIONS);
        assertThat(place.acceptsVouchers()).isTrue();
        assertThat(only(read(standard01(Map.of()))).acceptsVouchers()).isFalse();
    }

    @Test
    @DisplayName("T26 : les labels CNFS;France Services;APTIC sont deux programmes et une acceptation")
    void labels_of_version_0_1() {
        var place = only(read(standard01(Map.of("labels_nationaux", "CNFS;France Services;APTIC"))));
        assertThat(place.programmes()).containsExactlyInAnyOrder("Conseillers numériques", "France Services");
        assertThat(place.acceptsVouchers()).isTrue();
    }

    @Test
    @DisplayName("en 1.0, l’acceptation se dit par un label libre")
    void accepting_vouchers_in_version_1_0() {
        assertThat(only(read(standard10(Map.of("autres_formations_labels", "Label et la bête|Pass numérique"))))
                        .acceptsVouchers())
                .isTrue();
        assertThat(only(read(standard10(Map.of("autres_formations_labels", "Label et la bête"))))
                        .acceptsVouchers())
                .isFalse();
    }

    @ParameterizedTest(name = "pivot {0} : {1}")
    @CsvSource({
        "43493312300029, Establishment, ''",
        "434 933 123 00029, Establishment, ''",
        "843739418, Company, ''",
        "W751234567, Registered, ''",
        "1234567890, Registered, ''",
        "00000000000000, Unknown, 'PIVOT_UNKNOWN '",
        "21760400000000, Unusable, 'PIVOT_DAMAGED '",
        "2676009550003, Unusable, 'PIVOT_DAMAGED '",
        "43493312300028, Unusable, 'PIVOT_INVALID '",
    })
    void a_pivot_names_an_organisation_or_nobody(String pivot, String kind, String notes) {
        var read = read(standard10(Map.of("pivot", pivot)));
        assertThat(only(read).pivot().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(notes(read)).isEqualTo(notes.strip());
    }

    @Test
    @DisplayName("un zéro perdu n’est remis que dans une colonne enregistrée en nombres")
    void a_zero_is_restored_in_a_numeric_column_only() {
        var json = """
                [{"id": "1", "pivot": 843739418, "nom": "Lieu", "commune": "Bourg", "code_postal": 1000,
                  "code_insee": 1053, "adresse": "1 rue", "date_maj": "2024-01-01", "courriels": ""}]
                """;
        var place = only(read(json));
        assertThat(place.postalCode().digits()).isEqualTo("01000");
        assertThat(place.commune().orElseThrow().value()).isEqualTo("01053");
        assertThat(place.pivot()).isEqualTo(new Pivot.Company(Siren.of("843739418")));
        assertThat(notes(read(json))).isEqualTo("ZERO_RESTORED 1000, ZERO_RESTORED 1053");

        assertThat(only(read(standard10(Map.of("code_postal", "1000"))))
                        .postalCode()
                        .digits())
                .isEqualTo("01000");
        var textual = standard10(Map.of("code_postal", "1000")) + rowOf10(Map.of("code_postal", "01000", "id", "2"));
        assertThat(read(textual).refused())
                .containsExactly(new PlaceFile.RefusedRow(2, "code_postal", PlaceRowReason.REQUIRED_INVALID));
    }

    @ParameterizedTest(name = "à {0}, {1} {2} : {3} {4}")
    @CsvSource({
        "21000, '47.32', '5.04', 47.32, ''",
        "21000, '47,32', '5,04', 47.32, ''",
        "21000, '5.04', '47.32', 47.32, 'COORDINATES_SWAPPED 5.04 47.32'",
        "21000, '0', '0', , 'COORDINATES_DROPPED 0 0'",
        "21000, '47.32', '', , 'COORDINATES_DROPPED 47.32 '",
        "97400, '-20.88', '55.45', -20.88, ''",
        "97400, '47.32', '5.04', , 'COORDINATES_DROPPED 47.32 5.04'",
        "21000, '', '', , ''",
    })
    void coordinates_stay_on_their_land(
            String postalCode, String latitude, String longitude, Double expected, String notes) {
        var read = read(standard10(Map.of("code_postal", postalCode, "latitude", latitude, "longitude", longitude)));
        assertThat(only(read).position().map(Point::latitude)).isEqualTo(Optional.ofNullable(expected));
        assertThat(notes(read)).isEqualTo(notes.strip());
    }

    @ParameterizedTest(name = "courriel « {0} » : {1}")
    @CsvSource({
        "contact@lieu.fr, contact@lieu.fr, ''",
        "prenom.nom@lieu.fr, , EMAIL_OF_A_PERSON",
        "jean-marie.dupont-durand@lieu.fr, , EMAIL_OF_A_PERSON",
        "prenom.nom@lieu.fr|contact@lieu.fr, contact@lieu.fr, EMAIL_OF_A_PERSON",
        "maison.quartier@lieu.fr, maison.quartier@lieu.fr, ''",
        "franceserendez-vousices, , EMAIL_DROPPED",
        "epn@lieu fr, , 'EMAIL_DROPPED, EMAIL_DROPPED'",
    })
    void emails_of_people_are_dropped(String written, String kept, String notes) {
        var read = read(standard10(Map.of("courriels", written)));
        assertThat(only(read).email()).isEqualTo(Optional.ofNullable(kept));
        assertThat(notes(read)).isEqualTo(notes);
    }

    @Test
    @DisplayName("un téléphone court est laissé de côté, un national est converti, le lieu est gardé")
    void telephones() {
        assertThat(only(read(standard10(Map.of("telephone", "01 80 05 98 80")))).telephone())
                .map(telephone -> telephone.international())
                .contains("+33180059880");
        var read = read(standard10(Map.of("telephone", "3960")));
        assertThat(only(read).telephone()).isEmpty();
        assertThat(notes(read)).isEqualTo("TELEPHONE_DROPPED");
    }

    @ParameterizedTest(name = "sans {0}, la ligne est refusée")
    @CsvSource({"id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj"})
    void a_missing_required_field_refuses_the_row(String column) {
        var read = read(standard10(Map.of(column, "")));
        assertThat(read.accepted()).isEmpty();
        assertThat(read.refused()).containsExactly(new PlaceFile.RefusedRow(2, column, PlaceRowReason.REQUIRED_EMPTY));
    }

    @Test
    @DisplayName("une date impossible refuse la ligne quand le format l’exige")
    void an_impossible_date() {
        assertThat(read(standard10(Map.of("date_maj", "31/02/2024"))).refused())
                .containsExactly(new PlaceFile.RefusedRow(2, "date_maj", PlaceRowReason.REQUIRED_INVALID));
    }

    @Test
    @DisplayName("la clé est (source, id) : le même identifiant d’une autre source est un autre lieu")
    void the_key_is_source_and_id() {
        var rows = standard10(Map.of("source", "A"))
                + rowOf10(Map.of("source", "B"))
                + rowOf10(Map.of("source", "A", "nom", "Répété"));
        var read = read(rows);
        assertThat(read.accepted()).hasSize(2);
        assertThat(read.refused()).containsExactly(new PlaceFile.RefusedRow(4, "id", PlaceRowReason.KEY_REPEATED));
    }

    @Test
    @DisplayName("un SIRET partagé n’est pas un doublon")
    void a_shared_pivot_is_not_a_duplicate() {
        assertThat(read(standard10(Map.of()) + rowOf10(Map.of("id", "2"))).accepted())
                .hasSize(2);
    }

    @Test
    @DisplayName("un en-tête inconnu est listé, un en-tête mal écrit est compris")
    void headers() {
        var json = """
                [{"id": "1", "pivot": "00000000000000", "nom": "Lieu", "commune": "Dijon", "code_postal": "21000",
                  "adresse": "1 rue", "services": "Prendre en main un ordinateur", "date_maj": "2022-01-01",
                  "conditions_access": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
                  "couleur": "bleu"}]
                """;
        var read = read(json);
        assertThat(read.format()).isEqualTo("Standard national 0.1");
        assertThat(only(read).fees()).containsExactly(Fee.FREE);
        assertThat(read.unknownColumns()).containsExactly("couleur");
    }

    @Test
    @DisplayName("une ligne illisible n’empêche pas les autres")
    void an_unreadable_row_spares_the_others() {
        var json = """
                [{"id": "1", "pivot": "00000000000000", "nom": "Lieu", "commune": "Dijon", "code_postal": "21000",
                  "adresse": "1 rue", "date_maj": "2022-01-01", "courriels": null},
                 {"id": {"nested": true}}, 3]
                """;
        var read = read(json);
        assertThat(read.accepted()).hasSize(1);
        assertThat(read.refused())
                .containsExactly(
                        new PlaceFile.RefusedRow(2, "", PlaceRowReason.UNREADABLE),
                        new PlaceFile.RefusedRow(3, "", PlaceRowReason.UNREADABLE));
        assertThat(read(standard10(Map.of()) + "trop,court\n").refused())
                .containsExactly(new PlaceFile.RefusedRow(3, "", PlaceRowReason.UNREADABLE));
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "'', UNREADABLE",
        "[], UNREADABLE",
        "'[{]', UNREADABLE",
        "'{\"id\": 1}', FORMAT_UNKNOWN",
        "'nom,prenom', FORMAT_UNKNOWN",
    })
    void unreadable_files(String text, PlaceFileReason reason) {
        assertThat(PlaceFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new PlaceFile.Reading.Unreadable(reason));
    }

    @Test
    @DisplayName("un fichier d’un autre encodage n’est pas lu")
    void another_encoding() {
        assertThat(PlaceFile.read(
                        "id,nom,commune,code_postal\n1,École,Dijon,21000\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new PlaceFile.Reading.Unreadable(PlaceFileReason.UNREADABLE));
    }

    @ParameterizedTest(name = "T26 : « {0} » : {1}")
    @CsvSource(
            delimiter = '!',
            value = {
                "Mo-Fr 09:00-12:00, 14:00-17:00!Mo-Fr 09:00-12:00,14:00-17:00",
                "Mo-Fr 9:00-12:00!Mo-Fr 09:00-12:00",
                "Tu, We, Fr, Sa 09:00-18:00; Th 14:00-18:00!Tu,We,Fr,Sa 09:00-18:00; Th 14:00-18:00",
                "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; PH off!Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00;"
                        + " PH off",
                "24/7!24/7",
                "week 1-53/2 Tu 09:00-12:30!week 1-53/2 Tu 09:00-12:30",
                "\"by appointment\"!\"by appointment\"",
                "Mo 20:00-24:00!Mo 20:00-24:00",
            })
    void hours_are_written_one_way(String written, String hours) {
        assertThat(OpeningHours.ofOsm(written)).contains(hours);
    }

    @ParameterizedTest(name = "« {0} » est gardé tel quel")
    @CsvSource({"sur rendez-vous", "Mo-Fr 9h-12h", "''", "Mo 25:99-30:00", "Lu 09:00-12:00"})
    void other_hours_are_text(String written) {
        assertThat(OpeningHours.ofOsm(written)).isEmpty();
    }

    @Test
    @DisplayName("des horaires illisibles sont gardés, jamais perdus")
    void unreadable_hours_are_kept() {
        var read = read(standard10(Map.of("horaires", "sur rendez-vous le mardi")));
        assertThat(only(read).hours()).isEqualTo("sur rendez-vous le mardi");
        assertThat(notes(read)).isEqualTo("HOURS_AS_TEXT sur rendez-vous le mardi");
    }

    @ParameterizedTest(name = "T26 : lundi « {0} » et « {1} » : {2}")
    @CsvSource({
        "8h30-12h, 13h30-17h, 'Mo 08:30-12:00,13:30-17:00', true",
        "9h12h, '', Mo 09:00-12:00, true",
        "9h12h30, 14h18h, 'Mo 09:00-12:30,14:00-18:00', true",
        "x, -, '', true",
        "X, souscondition, '', false",
        "souscondition, 14h-18h, Mo 14:00-18:00, false",
        "25h-30h, '', '', false",
    })
    void half_days(String morning, String afternoon, String hours, boolean isWhole) {
        assertThat(OpeningHours.ofDays(Map.of("Mo", List.of(morning, afternoon))))
                .isEqualTo(new OpeningHours.OfDays(hours, isWhole));
    }

    @Test
    @DisplayName("T26 : les jours qui se suivent et se ressemblent sont groupés")
    void days_alike_are_grouped() {
        var cell = List.of("09:00 - 12:00 / 13:30 - 17:00");
        var week = new LinkedHashMap<String, List<String>>();
        List.of("Mo", "Tu", "We", "Th", "Fr").forEach(day -> week.put(day, cell));
        assertThat(OpeningHours.ofDays(week).text()).isEqualTo("Mo-Fr 09:00-12:00,13:30-17:00");
        week.put("We", List.of("-"));
        week.put("Su", cell);
        assertThat(OpeningHours.ofDays(week).text())
                .isEqualTo("Mo-Tu 09:00-12:00,13:30-17:00; Th-Fr 09:00-12:00,13:30-17:00; Su 09:00-12:00,13:30-17:00");
    }

    @Test
    @DisplayName("le format régional se lit par sa description : demi-journées, codes joints, dates françaises")
    void a_described_format() {
        var headers = "bfc_id,mise_a_jour,lon,lat,adresse,code_postal,ville,nom_structure,contact_email,code_label,"
                + "lundi matin,lundi après-midi\n";
        var read = read(headers + "1,02/03/2021,5.04,47.36,,21000,DIJON,Lieu,,APTIC-MFS-P,8h30-12h,13h30-17h\n");
        var place = only(read);
        assertThat(place.key()).isEqualTo(new PlaceCandidate.Key("mednum-bfc", "1"));
        assertThat(place.acceptsVouchers()).isTrue();
        assertThat(place.programmes()).containsExactly("France Services");
        assertThat(place.hours()).isEqualTo("Mo 08:30-12:00,13:30-17:00");
        assertThat(place.updatedOn()).contains(java.time.LocalDate.of(2021, 3, 2));
        assertThat(place.pivot()).isEqualTo(new Pivot.Unknown());
        assertThat(notes(read)).isEqualTo("VALUE_UNKNOWN P");
    }

    @Test
    @DisplayName("un SIRET abîmé garde son motif")
    void a_damaged_pivot_says_why() {
        assertThat(only(read(standard10(Map.of("pivot", "78106600000000")))).pivot())
                .isEqualTo(new Pivot.Unusable(IdentifierProblem.ROUNDED_BY_SPREADSHEET));
    }

    private static final Map<String, String> COLUMNS_10 = columns(
            "id=1",
            "pivot=43493312300029",
            "nom=Lieu",
            "commune=Dijon",
            "code_postal=21000",
            "code_insee=21231",
            "adresse=1 rue des Écoles",
            "latitude=",
            "longitude=",
            "telephone=",
            "courriels=",
            "horaires=",
            "source=S",
            "date_maj=2024-04-02",
            "services=",
            "frais_a_charge=",
            "autres_formations_labels=");

    private static final Map<String, String> COLUMNS_01 = columns(
            "id=1",
            "pivot=43493312300029",
            "nom=Lieu",
            "commune=Dijon",
            "code_postal=21000",
            "adresse=1 rue des Écoles",
            "source=S",
            "date_maj=2022-06-02",
            "services=Prendre en main un ordinateur",
            "conditions_acces=",
            "labels_nationaux=",
            "labels_autres=");

    private static Map<String, String> columns(String... columns) {
        var byName = new LinkedHashMap<String, String>();
        Arrays.stream(columns).map(column -> column.split("=", 2)).forEach(pair -> byName.put(pair[0], pair[1]));
        return byName;
    }

    private static String standard10(Map<String, String> changed) {
        return String.join(",", COLUMNS_10.keySet()) + "\n" + row(COLUMNS_10, changed);
    }

    private static String rowOf10(Map<String, String> changed) {
        return row(COLUMNS_10, changed);
    }

    private static String standard01(Map<String, String> changed) {
        return String.join(",", COLUMNS_01.keySet()) + "\n" + row(COLUMNS_01, changed);
    }

    private static String row(Map<String, String> columns, Map<String, String> changed) {
        return columns.entrySet().stream()
                        .map(column -> "\"" + changed.getOrDefault(column.getKey(), column.getValue()) + "\"")
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static PlaceFile.Reading.Read read(String text) {
        return (PlaceFile.Reading.Read) PlaceFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PlaceCandidate only(PlaceFile.Reading.Read read) {
        assertThat(read.refused()).isEmpty();
        assertThat(read.accepted()).hasSize(1);
        return read.accepted().getFirst();
    }

    private static String names(java.util.Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    private static String notes(PlaceFile.Reading.Read read) {
        return read.notes().stream()
                .map(note -> (note.reason() + " " + note.value()).strip())
                .collect(Collectors.joining(", "));
    }
}

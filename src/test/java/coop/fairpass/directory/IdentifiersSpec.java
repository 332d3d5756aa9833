package coop.fairpass.directory;

import static coop.fairpass.directory.IdentifierProblem.ALL_ZEROS;
import static coop.fairpass.directory.IdentifierProblem.EMPTY;
import static coop.fairpass.directory.IdentifierProblem.INSEE_CODE_CORSICA;
import static coop.fairpass.directory.IdentifierProblem.INSEE_CODE_FORMAT;
import static coop.fairpass.directory.IdentifierProblem.LEADING_ZERO_LOST;
import static coop.fairpass.directory.IdentifierProblem.ROUNDED_BY_SPREADSHEET;
import static coop.fairpass.directory.IdentifierProblem.SIREN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un identifiant se vérifie lui-même, et dit ce qui ne va pas (T25)")
class IdentifiersSpec {

    @Test
    @DisplayName("T25 : SIREN 843739418 valide, 843739417 refusé par sa clé")
    void siren() {
        assertThat(Siren.check("843 739 418")).isEqualTo(new Checked.Valid<>(new Siren("843739418")));
        assertThat(Siren.check("843739417")).isEqualTo(new Checked.Invalid<>(SIREN_KEY));
        assertThat(Siren.of("843739418").grouped()).isEqualTo("843\u00a0739\u00a0418");
    }

    @ParameterizedTest(name = "T25 : SIRET « {0} » valide, rangé {1}")
    @CsvSource({
        "43493312300029, 43493312300029",
        "434 933 123 00029, 43493312300029",
        "'434\u00a0933\u202f123\u200900029\t', 43493312300029",
        "'\u200b434933123\ufeff00029', 43493312300029",
        "21760351300011, 21760351300011",
        "35600000000048, 35600000000048",
        "35600000068539, 35600000068539",
        "35600000061667, 35600000061667",
        "35600000002211, 35600000002211",
    })
    void siret(String written, String stored) {
        assertThat(Siret.check(written)).isEqualTo(new Checked.Valid<>(new Siret(stored)));
    }

    @ParameterizedTest(name = "T25 : SIRET « {0} » refusé : {1}")
    @CsvSource({
        "00000000000000, ALL_ZEROS",
        "21760400000000, ROUNDED_BY_SPREADSHEET",
        "78106600000000, ROUNDED_BY_SPREADSHEET",
        "36750100000000, ROUNDED_BY_SPREADSHEET",
        "'2,17604E+13', ROUNDED_BY_SPREADSHEET",
        "2.17604e13, ROUNDED_BY_SPREADSHEET",
        "2676009550003, LEADING_ZERO_LOST",
        "43493312300028, SIRET_KEY",
        // the rule of La Poste is for La Poste only: the digits of this one add up to 50
        "43493312300038, SIRET_KEY",
        // Luhn fails, and the digits add up to 26
        "35600000000057, SIRET_KEY",
        "434933123, SIRET_FORMAT",
        "4349331230002A, SIRET_FORMAT",
        "'\u0664\u0663\u0664\u0669\u0663\u0663\u0661\u0662\u0663\u0660\u0660\u0660\u0662\u0669', SIRET_FORMAT",
        "' ', EMPTY",
    })
    void damaged_siret(String written, IdentifierProblem problem) {
        assertThat(Siret.check(written)).isEqualTo(new Checked.Invalid<>(problem));
    }

    @Test
    @DisplayName("un SIRET commence par le SIREN de son organisation, vérifié à part")
    void siret_holds_its_siren() {
        assertThat(Siret.of("21760351300011").siren()).isEqualTo(new Checked.Valid<>(new Siren("217603513")));
        assertThat(Siret.of("00000538666215").siren()).isEqualTo(new Checked.Invalid<>(SIREN_KEY));
        assertThat(Siret.of("43493312300029").grouped()).isEqualTo("434\u00a0933\u00a0123\u00a000029");
    }

    @ParameterizedTest(name = "T25 : le numéro de TVA de {0} est {1}")
    @CsvSource({"843739418, FR65843739418", "123456782, FR11123456782"})
    void vat_number(String siren, String number) {
        assertThat(VatNumber.of(Siren.of(siren)).value()).isEqualTo(number);
        assertThat(VatNumber.check(number.toLowerCase(java.util.Locale.ROOT))
                        .orThrow()
                        .siren())
                .isEqualTo(Siren.of(siren));
    }

    @ParameterizedTest(name = "numéro de TVA « {0} » refusé : {1}")
    @CsvSource({
        "FR66843739418, VAT_NUMBER_KEY",
        "FR65843739417, VAT_NUMBER_KEY",
        "BE0123456749, VAT_NUMBER_FORMAT",
        "843739418, VAT_NUMBER_FORMAT",
    })
    void wrong_vat_number(String written, IdentifierProblem problem) {
        assertThat(VatNumber.check(written)).isEqualTo(new Checked.Invalid<>(problem));
    }

    @Test
    @DisplayName("T25 : RNA W751234567 valide")
    void rna() {
        assertThat(Rna.check("w 751 234 567").orThrow().value()).isEqualTo("W751234567");
        assertThat(Rna.check("W75123456")).isEqualTo(new Checked.Invalid<>(IdentifierProblem.RNA_FORMAT));
        assertThat(Rna.check("751234567")).isEqualTo(new Checked.Invalid<>(IdentifierProblem.RNA_FORMAT));
    }

    @ParameterizedTest(name = "T25 : code INSEE {0} valide, département {1}")
    @CsvSource({"2A004, 2A", "75056, 75", "97105, 971", "98818, 988", "2b033, 2B", "01004, 01"})
    void insee_code(String code, String department) {
        assertThat(InseeCode.check(code).orThrow().department()).isEqualTo(department);
    }

    @Test
    @DisplayName("T25 : codes INSEE 20004, 2C001, 1A001 et 7505 refusés")
    void wrong_insee_code() {
        assertThat(InseeCode.check("20004")).isEqualTo(new Checked.Invalid<>(INSEE_CODE_CORSICA));
        assertThat(InseeCode.check("2C001")).isEqualTo(new Checked.Invalid<>(INSEE_CODE_FORMAT));
        assertThat(InseeCode.check("1A001")).isEqualTo(new Checked.Invalid<>(INSEE_CODE_FORMAT));
        assertThat(InseeCode.check("7505")).isEqualTo(new Checked.Invalid<>(LEADING_ZERO_LOST));
        assertThat(InseeCode.check("")).isEqualTo(new Checked.Invalid<>(EMPTY));
    }

    @ParameterizedTest(name = "code postal « {0} » : {1}")
    @CsvSource({
        "20000, valid",
        "97100, valid",
        "98800, valid",
        "'01 000', valid",
        "1000, LEADING_ZERO_LOST",
        "00000, ALL_ZEROS",
        "2A004, POSTAL_CODE_FORMAT",
        "750001, POSTAL_CODE_FORMAT",
    })
    void postal_code(String written, String expected) {
        var outcome = switch (PostalCode.check(written)) {
            case Checked.Valid<PostalCode>(var _) -> "valid";
            case Checked.Invalid<PostalCode>(var problem) -> problem.name();
        };
        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest(name = "T25 : téléphone « {0} » rangé {1}, affiché {2}")
    @CsvSource({
        "+33180059880, +33180059880, 01 80 05 98 80",
        "+262262000000, +262262000000, +262 262 00 00 00",
        "+687123456, +687123456, +687 12 34 56",
        "0180059880, +33180059880, 01 80 05 98 80",
        "+33 1 80 05 98 80, +33180059880, 01 80 05 98 80",
        "01.80.05.98.80, +33180059880, 01 80 05 98 80",
        "01-80-05-98-80, +33180059880, 01 80 05 98 80",
        "+33 (0)1 80 05 98 80, +33180059880, 01 80 05 98 80",
        "+33 01 80 05 98 80, +33180059880, 01 80 05 98 80",
        "0033 1 80 05 98 80, +33180059880, 01 80 05 98 80",
        "33180059880, +33180059880, 01 80 05 98 80",
        "0262 53 07 00, +262262530700, +262 262 53 07 00",
        "0696123456, +596696123456, +596 696 12 34 56",
        "0639 12 34 56, +262639123456, +262 639 12 34 56",
    })
    void telephone(String written, String stored, String shown) {
        var telephone = Telephone.check(written).orThrow();
        assertThat(telephone.international()).isEqualTo(stored);
        assertThat(telephone.grouped().replace('\u00a0', ' ')).isEqualTo(shown);
    }

    @ParameterizedTest(name = "T25 : téléphone « {0} » refusé : {1}")
    @CsvSource({
        "3960, TELEPHONE_SHORT",
        "118 218, TELEPHONE_SHORT",
        "+3312345, TELEPHONE_FORMAT",
        "+33396000, TELEPHONE_FORMAT",
        "0080059880, TELEPHONE_FORMAT",
        "+3218005988, TELEPHONE_FORMAT",
        "01 80 05 98 80 poste 3, TELEPHONE_FORMAT",
        "180059880, LEADING_ZERO_LOST",
        "0976 12 34 56, TELEPHONE_NEEDS_PREFIX",
        "'', EMPTY",
    })
    void refused_telephone(String written, IdentifierProblem problem) {
        assertThat(Telephone.check(written)).isEqualTo(new Checked.Invalid<>(problem));
    }

    @ParameterizedTest(name = "« {0} » ne devient jamais un identifiant par le constructeur")
    @ValueSource(strings = {"", "abc", "434 933 123 00029", "00000000000000"})
    void no_half_valid_value_exists(String text) {
        assertThatThrownBy(() -> new Siret(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Siren(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Telephone(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PostalCode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("une valeur fausse relue du stockage s’arrête en nommant le problème, jamais la valeur")
    void our_own_mistake_throws() {
        assertThatThrownBy(() -> Siret.of("21760400000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ROUNDED_BY_SPREADSHEET.name())
                .hasMessageNotContaining("217604");
        assertThatThrownBy(() -> Siren.of("000000000")).hasMessageContaining(ALL_ZEROS.name());
    }
}

package coop.fairpass.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.marcwrobel.jbanking.IsoCountry;
import fr.marcwrobel.jbanking.iban.BbanStructure;
import fr.marcwrobel.jbanking.iban.RandomIban;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un IBAN et un BIC disent leur faute avant la banque (T25)")
class IbanSpec {

    @ParameterizedTest(name = "T25 : {0} valide")
    @ValueSource(
            strings = {
                "FR1420041010050500013M02606",
                "FR7630006000011234567890189",
                "MC5811222000010123456789030",
                "DE75512108001245126199",
                "fr14 2004 1010 0505 0001 3m02 606",
            })
    void valid(String written) {
        assertThat(Iban.check(written).valid()).isPresent();
    }

    @ParameterizedTest(name = "T25 : « {0} » refusé : {1}")
    @CsvSource({
        "FR1420041010050500013M02607, IBAN_KEY",
        // T25 calls this one valid, but its remainder is 69: the sound account ends in 99
        "DE75512108001245126162, IBAN_KEY",
        "FR1420041010050500013M0260, IBAN_LENGTH",
        "DE7551210800124512616, IBAN_LENGTH",
        "ZZ1420041010050500013M02606, IBAN_COUNTRY",
        "FR14-2004-1010, IBAN_FORMAT",
        "20041010050500013M02606, IBAN_FORMAT",
        "'', EMPTY",
        // its key was computed over a wrong RIB key: mod 97 is 1
        "FR4930006000011234567890190, RIB_KEY",
        // French account numbers have digits where this one has a letter; mod 97 is 1
        "FR07A0006000011234567890189, RIB_KEY",
    })
    void refused(String written, IdentifierProblem problem) {
        assertThat(Iban.check(written)).isEqualTo(new Checked.Invalid<>(problem));
    }

    @Test
    @DisplayName("s’affiche groupé à qui le relit, masqué partout ailleurs")
    void shows_itself() {
        var iban = Iban.of("FR1420041010050500013M02606");
        assertThat(iban.grouped().replace('\u00a0', ' ')).isEqualTo("FR14 2004 1010 0505 0001 3M02 606");
        assertThat(iban.masked().replace('\u00a0', ' ')).isEqualTo("FR14 •••• 2606");
        assertThat("paid to " + iban).doesNotContain("2004");
        assertThatThrownBy(() -> Iban.of("FR1420041010050500013M02607")).hasMessageNotContaining("2004");
    }

    @Test
    @DisplayName("connaît les pays et les longueurs du registre, comme deux bibliothèques reconnues")
    void the_register_of_countries() {
        for (var structure : BbanStructure.values()) {
            var iban = new RandomIban(new Random(1))
                    .next(IsoCountry.valueOf(structure.name()))
                    .toString();
            assertThat(lengthKnownFor(structure.name())).as(structure.name()).isEqualTo(iban.length());
        }
        // iban4j also knows countries that are not in the register: theirs stay unknown here
        for (var country : CountryCode.values()) {
            if (IbanUtil.isSupportedCountry(country) && lengthKnownFor(country.name()) > 0) {
                assertThat(lengthKnownFor(country.name()))
                        .as(country.name())
                        .isEqualTo(IbanUtil.getIbanLength(country));
            }
        }
    }

    private static int lengthKnownFor(String country) {
        for (int length = 15; length <= 34; length++) {
            var problem = Iban.check(country + "00" + "0".repeat(length - 4));
            if (problem.equals(new Checked.Invalid<>(IdentifierProblem.IBAN_KEY))) {
                return length;
            }
        }
        return 0;
    }

    @ParameterizedTest(name = "{0} : accepte et refuse comme jbanking")
    @EnumSource(BbanStructure.class)
    void agrees_with_jbanking(BbanStructure structure) {
        var random = new Random(structure.name().hashCode());
        var ibans = new RandomIban(random);
        boolean rib = structure == BbanStructure.FR || structure == BbanStructure.MC;
        for (int i = 0; i < 50; i++) {
            var iban = ibans.next(IsoCountry.valueOf(structure.name())).toString();
            for (var written : List.of(iban, mistyped(iban, random))) {
                boolean expected = fr.marcwrobel.jbanking.iban.Iban.isValid(written)
                        && (!rib || ribPassesIban4j(written.substring(4)));
                assertThat(Iban.check(written).valid().isPresent()).as(written).isEqualTo(expected);
            }
        }
    }

    /** It knows the key of the RIB for France only, so Monaco's accounts are shown to it as French ones. */
    private static boolean ribPassesIban4j(String bban) {
        return IbanUtil.isValidWithCountryRules("FR" + checkDigits(bban) + bban);
    }

    /** One digit replaced by another, or two neighbours swapped. */
    private static String mistyped(String iban, Random random) {
        var characters = iban.toCharArray();
        int at = random.nextInt(4, characters.length - 1);
        if (random.nextBoolean() && Character.isDigit(characters[at]) && Character.isDigit(characters[at + 1])) {
            char kept = characters[at];
            characters[at] = characters[at + 1];
            characters[at + 1] = kept;
        } else if (Character.isDigit(characters[at])) {
            characters[at] = (char) ('0' + (characters[at] - '0' + random.nextInt(1, 10)) % 10);
        }
        return new String(characters);
    }

    @Test
    @DisplayName("la clé RIB est celle d’iban4j, sur 2 000 comptes tirés au sort")
    void the_rib_key_agrees_with_iban4j() {
        var random = new Random(97);
        int right = 0;
        for (int i = 0; i < 2_000; i++) {
            var account =
                    "%05d%05d%s".formatted(random.nextInt(100_000), random.nextInt(100_000), randomAccount(random));
            for (int key = 1; key <= 97; key += 1 + random.nextInt(3)) {
                var bban = account + "%02d".formatted(key);
                var iban = "FR" + checkDigits(bban) + bban;
                boolean expected = ribPassesIban4j(bban);
                assertThat(Iban.check(iban).valid().isPresent()).as(iban).isEqualTo(expected);
                right += expected ? 1 : 0;
            }
        }
        assertThat(right).as("the test saw right keys too").isGreaterThan(500);
    }

    private static String randomAccount(Random random) {
        var account = new StringBuilder();
        random.ints(11, 0, 36).forEach(value -> account.append(Character.toUpperCase(Character.forDigit(value, 36))));
        return account.toString();
    }

    private static String checkDigits(String bban) {
        return "%02d".formatted(98 - Mod97.of(bban + "FR00"));
    }

    @ParameterizedTest(name = "BIC « {0} » : {1}")
    @CsvSource({
        "BNPAFRPP, valid",
        "bnpafrppxxx, valid",
        "DABAIE2D, valid",
        "BNPAFRP, BIC_FORMAT",
        "BNPAFRPPX, BIC_FORMAT",
        "BNP1FRPP, BIC_FORMAT",
        "BNPAZZPP, BIC_COUNTRY",
        "BNPAFR0P, BIC_FORMAT",
        "'', EMPTY",
    })
    void bic(String written, String expected) {
        var outcome = switch (Bic.check(written)) {
            case Checked.Valid<Bic>(var bic) ->
                fr.marcwrobel.jbanking.bic.Bic.isValid(bic.value()) ? "valid" : "jbanking refuses it";
            case Checked.Invalid<Bic>(var problem) -> problem.name();
        };
        assertThat(outcome).isEqualTo(expected);
    }

    @ParameterizedTest(name = "le BIC {0} peut tenir un compte {1} : {2}")
    @CsvSource({
        "BNPAFRPP, FR1420041010050500013M02606, true",
        "BRDEREPP, FR1420041010050500013M02606, true",
        "BNPAFRPP, MC5811222000010123456789030, true",
        "DEUTDEFF, DE75512108001245126199, true",
        "DEUTDEFF, FR1420041010050500013M02606, false",
    })
    void a_bank_holds_accounts_of_its_country(String bic, String iban, boolean can) {
        assertThat(Bic.of(bic).canHold(Iban.of(iban))).isEqualTo(can);
    }

    @Test
    @DisplayName("le reste par 97 compte une lettre pour deux chiffres")
    void mod97() {
        assertThat(Mod97.of("100Z")).isEqualTo(10_035 % 97);
        assertThat(Arrays.asList(Mod97.of("97"), Mod97.of(""), Mod97.of("A"))).containsExactly(0, 0, 10);
    }
}

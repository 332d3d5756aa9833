package coop.fairpass.booklets;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.booklets.VoucherQr.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Le QR d’un chèque se vérifie sans réseau, avec la seule clé publiée")
class VoucherQrSpec {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Generation FIRST = new Generation(1);
    private static final VoucherNumber NUMBER = new BookletNumber(12_345).voucher(7);
    private static final VoucherTerms TERMS =
            new VoucherTerms(cents(10_00), LocalDate.of(2026, 12, 1), LocalDate.of(2027, 5, 31));

    @TempDir
    private Path temporary;

    private VoucherKeys keys;
    private VoucherQr qr;

    @BeforeEach
    void open_an_instance() {
        keys = VoucherKeys.create(temporary.resolve("cles"), "cheques.exemple.coop", NOW);
        qr = new VoucherQr("https://cheques.exemple.coop", keys);
    }

    private String text() {
        return qr.voucher(FIRST, NUMBER, TERMS).qr();
    }

    private static String signedPart(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Test
    @DisplayName("tout téléphone ouvre la page publique, en mode compact (majuscules et chiffres)")
    void is_an_address_in_alphanumeric_mode() {
        assertThat(text()).matches("HTTPS://CHEQUES\\.EXEMPLE\\.COOP/Q/[A-Z2-7]{136}");
        assertThat(new VoucherQr("http://localhost:8080", keys)
                        .voucher(FIRST, NUMBER, TERMS)
                        .qr())
                .startsWith("HTTP://LOCALHOST:8080/Q/");
    }

    @Test
    @DisplayName("dit vrai, en entier ou par sa seule fin, en majuscules ou en minuscules")
    void a_genuine_qr_says_its_facts() {
        var published = PublicKeys.parse(keys.publicKeys().json());
        var expected = new Verdict.Genuine(new VoucherQr.Facts(FIRST, NUMBER, keys.code(FIRST, NUMBER), TERMS));
        assertThat(VoucherQr.verify(text(), published)).isEqualTo(expected);
        assertThat(VoucherQr.verify(signedPart(text()), published)).isEqualTo(expected);
        assertThat(VoucherQr.verify(text().toLowerCase(Locale.ROOT), published)).isEqualTo(expected);
        assertThat(text()).as("same voucher, same QR").isEqualTo(text());
    }

    @Test
    @DisplayName("les valeurs extrêmes tiennent ; au-delà, c’est un refus")
    void extreme_facts_fit() {
        var largest = new VoucherTerms(cents(167_772_15), LocalDate.of(2020, 1, 1), LocalDate.of(2199, 6, 6));
        var last = new BookletNumber(BookletNumber.LAST).voucher(15);
        assertThat(VoucherQr.verify(qr.voucher(FIRST, last, largest).qr(), keys.publicKeys()))
                .isEqualTo(new Verdict.Genuine(new VoucherQr.Facts(FIRST, last, keys.code(FIRST, last), largest)));
        for (var tooFar : new VoucherTerms[] {
            new VoucherTerms(cents(167_772_16), TERMS.firstDay(), TERMS.lastDay()),
            new VoucherTerms(cents(1), LocalDate.of(2019, 12, 31), TERMS.lastDay()),
            new VoucherTerms(cents(1), TERMS.firstDay(), LocalDate.of(2199, 6, 7)),
        }) {
            assertThatThrownBy(() -> qr.voucher(FIRST, NUMBER, tooFar)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("un bit changé, où que ce soit, et le QR n’est plus vrai")
    void every_changed_bit_shows() {
        var bytes = Base32.decode(signedPart(text())).orElseThrow();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(VoucherQr.verify(Base32.encode(changed), keys.publicKeys()))
                    .as("bit %d", bit)
                    .isNotInstanceOf(Verdict.Genuine.class);
        }
    }

    @Test
    @DisplayName("faux, clé inconnue, illisible : trois réponses distinctes")
    void says_what_is_wrong() {
        var bytes = Base32.decode(signedPart(text())).orElseThrow();
        bytes[84] ^= 1;
        assertThat(VoucherQr.verify(Base32.encode(bytes), keys.publicKeys())).isEqualTo(new Verdict.Forged());

        var before = keys.publicKeys();
        var second = keys.rotate(NOW);
        var newer = qr.voucher(second, NUMBER, TERMS).qr();
        assertThat(VoucherQr.verify(newer, before)).isEqualTo(new Verdict.UnknownKey(second));
        assertThat(VoucherQr.verify(newer, keys.publicKeys())).isInstanceOf(Verdict.Genuine.class);

        bytes[0] = 2;
        assertUnreadable(Base32.encode(bytes), QrFault.UNKNOWN_VERSION);
        bytes[0] = 1;
        bytes[1] = 0;
        assertUnreadable(Base32.encode(bytes), QrFault.IMPOSSIBLE_CONTENT);
        assertUnreadable(text() + "/", QrFault.WRONG_LENGTH);
        assertUnreadable(text() + "A", QrFault.WRONG_LENGTH);
        assertUnreadable("", QrFault.WRONG_LENGTH);
        assertUnreadable("X".repeat(10_000_000) + text(), QrFault.WRONG_LENGTH);
        assertUnreadable(text().replaceAll("..$", "?8"), QrFault.UNKNOWN_CHARACTER);
    }

    private void assertUnreadable(String text, QrFault fault) {
        assertThat(VoucherQr.verify(text, keys.publicKeys())).isEqualTo(new Verdict.Unreadable(fault));
    }

    @Test
    @DisplayName("le chèque d’une autre instance n’est pas des nôtres, même signé de la même clé")
    void another_instance_is_another_voucher() {
        var other = VoucherKeys.create(temporary.resolve("autres"), "autre.exemple.coop", NOW);
        assertThat(VoucherQr.verify(text(), other.publicKeys())).isEqualTo(new Verdict.Forged());
        var sameKeyOtherName =
                PublicKeys.parse(keys.publicKeys().json().replace("cheques.exemple.coop", "autre.exemple.coop"));
        assertThat(VoucherQr.verify(text(), sameKeyOtherName)).isEqualTo(new Verdict.Forged());
    }

    @Test
    @DisplayName("un autre programme le vérifie d’après la description : ici, l’Ed25519 du JDK")
    void another_program_verifies_it() throws GeneralSecurityException {
        var json = new JsonMapper().readTree(keys.publicKeys().json());
        var key = Base64.getUrlDecoder().decode(json.at("/keys/0/public").stringValue());
        var der = ByteBuffer.allocate(44)
                .put(HexFormat.of().parseHex("302a300506032b6570032100"))
                .put(key);
        var bytes = Base32.decode(signedPart(text())).orElseThrow();
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der.array())));
        verifier.update("fairpass voucher qr\0".getBytes(StandardCharsets.US_ASCII));
        verifier.update(new byte[] {0, 20});
        verifier.update(json.at("/instance").stringValue().getBytes(StandardCharsets.UTF_8));
        verifier.update(bytes, 0, 21);
        assertThat(verifier.verify(bytes, 21, 64)).isTrue();
        assertThat(json.at("/keys/0/id").intValue()).isEqualTo(bytes[1]);
    }

    @Test
    @DisplayName("cent mille textes quelconques : jamais d’exception, jamais de vrai")
    void garbage_never_throws() {
        var published = keys.publicKeys();
        var genuine = text();
        for (int seed = 0; seed < 100_000; seed++) {
            var random = new Random(seed);
            var garbage = seed % 50 == 0 ? mutated(genuine, random) : random(random);
            if (!signedPart(garbage).equalsIgnoreCase(signedPart(genuine))) {
                assertThat(VoucherQr.verify(garbage, published))
                        .as("seed %d", seed)
                        .isNotInstanceOf(Verdict.Genuine.class);
            }
        }
    }

    private static String random(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                var bytes = new byte[85];
                random.nextBytes(bytes);
                bytes[0] = 1;
                yield "HTTPS://CHEQUES.EXEMPLE.COOP/Q/" + Base32.encode(bytes);
            }
            case 1 ->
                random.ints(random.nextInt(300), 0, 0x110000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            default ->
                random.ints(136, 0, 0x180)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        };
    }

    private static String mutated(String genuine, Random random) {
        var text = new StringBuilder(genuine);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x180));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, (char) random.nextInt(0x180));
            }
        }
        return text.toString();
    }

    @ParameterizedTest(name = "« {0} » n’est pas l’adresse d’une instance")
    @ValueSource(
            strings = {
                "",
                "cheques.exemple.coop",
                "ftp://exemple.coop",
                "https://exemple.coop/",
                "https://exemple.coop/chemin",
                "https://exemple_coop",
                "https://une-adresse-bien-trop-longue-pour-tenir-dans-le-dessin.exemple.coop"
            })
    void an_address_is_scheme_and_host(String address) {
        assertThatThrownBy(() -> new VoucherQr(address, keys)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "« {0} » n’est pas un jeu de clés publiques")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"instance\":\"a\",\"keys\":[{}]}",
                "{\"instance\":\"a\",\"keys\":[{\"id\":1,\"alg\":\"RSA\",\"public\":\"\",\"createdAt\":\"\"}]}",
                "{\"instance\":\"a\",\"keys\":[{\"id\":1,\"alg\":\"Ed25519\",\"public\":\"AAAA\",\"createdAt\":\"2026-11-25T10:00:00Z\"}]}",
                "{\"instance\":\"a\",\"keys\":[{\"id\":0,\"alg\":\"Ed25519\",\"public\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"createdAt\":\"2026-11-25T10:00:00Z\"}]}",
                "{\"instance\":1,\"keys\":[]}"
            })
    void refuses_what_is_not_a_key_set(String json) {
        assertThatThrownBy(() -> PublicKeys.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un carnet se dérive entier, toujours le même, sans rien avoir gardé")
    void a_booklet_is_derived() {
        var booklet = qr.booklet(FIRST, new BookletNumber(12_345), 10, TERMS);
        assertThat(booklet.vouchers()).hasSize(10).doesNotHaveDuplicates();
        assertThat(qr.booklet(FIRST, new BookletNumber(12_345), 10, TERMS)).isEqualTo(booklet);
        assertThat(booklet.vouchers().get(6).number()).isEqualTo(NUMBER);
        assertThat(booklet.toString()).doesNotContain("HTTPS");
    }
}

package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R-180 : le fichier d’impression n’est lisible que par l’imprimeur")
class PrintFileSpec {

    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Instant NOW = PrintingPress.NOW;

    @TempDir
    private Path temporary;

    private PrintingPress press;

    @BeforeEach
    void start_the_press() {
        press = new PrintingPress(temporary);
    }

    /** The keys printers come with. */
    enum Keys {
        RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
        RSA_1024("RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4)),
        P_256("EC", new ECGenParameterSpec("secp256r1")),
        P_384("EC", new ECGenParameterSpec("secp384r1")),
        ED25519("Ed25519", NamedParameterSpec.ED25519);

        private final String algorithm;

        @SuppressWarnings("ImmutableEnumChecker") // the JDK's parameter specs are immutable, and not marked so
        private final AlgorithmParameterSpec parameters;

        Keys(String algorithm, AlgorithmParameterSpec parameters) {
            this.algorithm = algorithm;
            this.parameters = parameters;
        }

        KeyPair draw() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        }

        String signature() {
            return switch (algorithm) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> "Ed25519";
            };
        }
    }

    private static X509Certificate certificate(Keys keys, KeyPair pair, Instant from, Optional<KeyUsage> usage)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var name = new X500Name("CN=Imprimerie Exemple");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(7),
                Date.from(from),
                Date.from(from.plus(Duration.ofDays(30))),
                name,
                pair.getPublic());
        if (usage.isPresent()) {
            builder.addExtension(Extension.keyUsage, true, usage.get());
        }
        var signer = new JcaContentSignerBuilder(keys.signature()).build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static PrinterCertificate printer(X509Certificate certificate) throws GeneralSecurityException {
        return switch (PrinterCertificate.read(certificate.getEncoded(), NOW)) {
            case PrinterCertificate.Reading.Read(var read) -> read;
            case PrinterCertificate.Reading.Refused(var fault) -> throw new IllegalStateException(fault.name());
        };
    }

    private static String decrypted(byte[] file, PrivateKey key) throws CMSException {
        var recipient = new CMSEnvelopedData(file)
                .getRecipientInfos()
                .getRecipients()
                .iterator()
                .next();
        var opener = key.getAlgorithm().equals("RSA")
                ? new JceKeyTransEnvelopedRecipient(key).setProvider(BOUNCY_CASTLE)
                : new JceKeyAgreeEnvelopedRecipient(key).setProvider(BOUNCY_CASTLE);
        return new String(recipient.getContent(opener), StandardCharsets.UTF_8);
    }

    private String expectedCsv(int booklets, int size) {
        return "number,serial,code,qr,last_day,wording\r\n"
                + LongStream.rangeClosed(1, booklets)
                        .mapToObj(number -> press.booklet(number, size))
                        .flatMap(booklet -> booklet.vouchers().stream())
                        .map(voucher -> "%d,%s,%s,%s,2027-05-31,BAT-2\r\n"
                                .formatted(
                                        voucher.number().value(),
                                        voucher.number().serial(),
                                        voucher.code().printed(),
                                        voucher.qr()))
                        .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "certificat {0} : l’imprimeur relit chaque chèque, et personne d’autre")
    @EnumSource(names = {"RSA_2048", "P_256", "P_384"})
    void only_the_printer_reads_it(Keys keys) throws Exception {
        var pair = keys.draw();
        var out = new ByteArrayOutputStream();
        var written = PrintFile.write(
                press.booklets(20, 5), "BAT-2", printer(certificate(keys, pair, NOW, Optional.empty())), out);
        var csv = expectedCsv(20, 5);
        assertThat(decrypted(out.toByteArray(), pair.getPrivate())).isEqualTo(csv);
        assertThat(written).isEqualTo(new PrintFile.Written(100, sha256(csv)));
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("number,serial", "CHEQUES.EXEMPLE");
        // another RSA key fails in one of two ways: the number is too large for its modulus, or the padding is wrong
        assertThatThrownBy(() -> decrypted(out.toByteArray(), keys.draw().getPrivate()))
                .isInstanceOfAny(CMSException.class, DataLengthException.class);
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "certificat {0} : openssl cms -decrypt relit le fichier")
    @EnumSource(names = {"RSA_2048", "P_256", "P_384"})
    void openssl_reads_it(Keys keys) throws Exception {
        assumeTrue(openssl("version").isPresent(), "SKIPPED: no openssl on this machine");
        var pair = keys.draw();
        var certificate = certificate(keys, pair, NOW, Optional.empty());
        var file = temporary.resolve("carnets.p7m");
        try (var out = Files.newOutputStream(file)) {
            PrintFile.write(press.booklets(400, 5), "BAT-2", printer(certificate), out);
        }
        var key = Files.writeString(
                temporary.resolve("key.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        var csv = temporary.resolve("carnets.csv");
        assertThat(openssl(
                        "cms",
                        "-decrypt",
                        "-inform",
                        "DER",
                        "-in",
                        file.toString(),
                        "-inkey",
                        key.toString(),
                        "-out",
                        csv.toString()))
                .isPresent();
        assertThat(Files.readString(csv)).isEqualTo(expectedCsv(400, 5));
    }

    /** What openssl says; empty when it is missing or fails. */
    private static Optional<String> openssl(String... arguments) throws InterruptedException {
        var command = new ArrayList<String>();
        command.add("openssl");
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(said);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
    }

    @Test
    @DisplayName("sort au fil de l’eau : le début est parti avant que la fin soit demandée")
    void is_streamed() throws Exception {
        var out = new ByteArrayOutputStream();
        var booklets = new Iterator<BookletPrint>() {
            private int given;
            private int sentBeforeTheLast;

            @Override
            public boolean hasNext() {
                return given < 500;
            }

            @Override
            public BookletPrint next() {
                given++;
                sentBeforeTheLast = out.size();
                return press.booklet(given, 5);
            }
        };
        PrintFile.write(booklets, "BAT-2", printer(rsa(Optional.empty())), out);
        assertThat(booklets.sentBeforeTheLast).isBetween(out.size() * 3 / 4, out.size());
    }

    private static X509Certificate rsa(Optional<KeyUsage> usage) throws Exception {
        return certificate(Keys.RSA_2048, Keys.RSA_2048.draw(), NOW, usage);
    }

    @Test
    @DisplayName("interrompu, il ne s’ouvre pas : un fichier partiel ne passe jamais pour entier")
    void cut_short_it_does_not_open() throws Exception {
        var pair = Keys.RSA_2048.draw();
        var certificate = printer(certificate(Keys.RSA_2048, pair, NOW, Optional.empty()));
        var out = new ByteArrayOutputStream();
        var failing = new Iterator<BookletPrint>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public BookletPrint next() {
                given++;
                if (given > 300) {
                    throw new IllegalStateException("the database went away");
                }
                return press.booklet(given, 5);
            }
        };
        assertThatThrownBy(() -> PrintFile.write(failing, "BAT-2", certificate, out))
                .hasMessage("the database went away");
        assertThat(out.size()).isPositive();
        assertThatThrownBy(() -> decrypted(out.toByteArray(), pair.getPrivate()))
                .isInstanceOf(Exception.class);
    }

    @Test
    @DisplayName("un certificat se lit en PEM ou en DER, et dit à qui il est")
    void reads_pem_and_der() throws Exception {
        var certificate = rsa(Optional.of(new KeyUsage(KeyUsage.keyEncipherment)));
        for (var file : new byte[][] {
            certificate.getEncoded(),
            pem("CERTIFICATE", certificate.getEncoded()).getBytes(StandardCharsets.US_ASCII)
        }) {
            var read = (PrinterCertificate.Reading.Read) PrinterCertificate.read(file, NOW);
            assertThat(read.certificate().subject()).isEqualTo("CN=Imprimerie Exemple");
            assertThat(read.certificate().lastValidAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        }
    }

    @Test
    @DisplayName("refuse un certificat illisible, hors de ses dates, trop faible ou fait pour autre chose")
    void refuses_unfit_certificates() throws Exception {
        assertThat(PrinterCertificate.read(new byte[0], NOW)).isEqualTo(refused(CertificateFault.UNREADABLE));
        assertThat(PrinterCertificate.read("bonjour".getBytes(StandardCharsets.UTF_8), NOW))
                .isEqualTo(refused(CertificateFault.UNREADABLE));
        var rsa = rsa(Optional.empty()).getEncoded();
        assertThat(PrinterCertificate.read(rsa, NOW.minusSeconds(1)))
                .isEqualTo(refused(CertificateFault.NOT_YET_VALID));
        assertThat(PrinterCertificate.read(rsa, NOW)).isInstanceOf(PrinterCertificate.Reading.Read.class);
        assertThat(PrinterCertificate.read(rsa, NOW.plus(Duration.ofDays(30)).plusSeconds(1)))
                .isEqualTo(refused(CertificateFault.EXPIRED));
        assertThat(reading(Keys.RSA_1024, Optional.empty())).isEqualTo(refused(CertificateFault.WEAK_KEY));
        assertThat(reading(Keys.ED25519, Optional.empty())).isEqualTo(refused(CertificateFault.NOT_FOR_ENCRYPTION));
        var signatureOnly = Optional.of(new KeyUsage(KeyUsage.digitalSignature));
        assertThat(reading(Keys.RSA_2048, signatureOnly)).isEqualTo(refused(CertificateFault.NOT_FOR_ENCRYPTION));
        assertThat(reading(Keys.P_256, signatureOnly)).isEqualTo(refused(CertificateFault.NOT_FOR_ENCRYPTION));
    }

    private static PrinterCertificate.Reading reading(Keys keys, Optional<KeyUsage> usage) throws Exception {
        return PrinterCertificate.read(
                certificate(keys, keys.draw(), NOW, usage).getEncoded(), NOW);
    }

    private static PrinterCertificate.Reading refused(CertificateFault fault) {
        return new PrinterCertificate.Reading.Refused(fault);
    }
}

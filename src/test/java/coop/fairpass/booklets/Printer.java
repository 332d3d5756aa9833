package coop.fairpass.booklets;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An outside printer with a certificate of its own. */
final class Printer {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    private final KeyPair pair;

    private Printer(KeyPair pair) {
        this.pair = pair;
    }

    static Printer withNewKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Printer(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER. */
    byte[] certificate() {
        try {
            var name = new X500Name("CN=Imprimerie Exemple");
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(FROM),
                    Date.from(FROM.plus(Duration.ofDays(365))),
                    name,
                    pair.getPublic());
            return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (java.io.IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    String decrypt(byte[] file) throws CMSException {
        var recipient = new CMSEnvelopedData(file)
                .getRecipientInfos()
                .getRecipients()
                .iterator()
                .next();
        return new String(
                recipient.getContent(new JceKeyTransEnvelopedRecipient(pair.getPrivate())
                        .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())),
                StandardCharsets.UTF_8);
    }
}

package coop.fairpass.booklets;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Certificat de l’imprimeur : to whom a printing file is encrypted, and who alone can read it.
 *
 * <p>Nothing here says who the certificate belongs to: whoever registers it has checked that with the printer.
 */
public final class PrinterCertificate {

    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final X509Certificate certificate;

    private PrinterCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** What a file given as a certificate turns out to be. */
    public sealed interface Reading {

        record Read(PrinterCertificate certificate) implements Reading {}

        record Refused(CertificateFault fault) implements Reading {}
    }

    /** Reads a certificate in PEM or DER, as it stands at {@code now}. */
    public static Reading read(byte[] file, Instant now) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(file));
            certificate.checkValidity(Date.from(now));
            return fault(certificate)
                    .<Reading>map(Reading.Refused::new)
                    .orElseGet(() -> new Reading.Read(new PrinterCertificate(certificate)));
        } catch (CertificateNotYetValidException e) {
            return new Reading.Refused(CertificateFault.NOT_YET_VALID);
        } catch (CertificateExpiredException e) {
            return new Reading.Refused(CertificateFault.EXPIRED);
        } catch (CertificateException e) {
            return new Reading.Refused(CertificateFault.UNREADABLE);
        }
    }

    private static Optional<CertificateFault> fault(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey key when key.getModulus().bitLength() < 2048 -> Optional.of(CertificateFault.WEAK_KEY);
            case RSAPublicKey _ -> unlessFor(certificate, KEY_ENCIPHERMENT);
            case ECPublicKey key
            when key.getParams().getOrder().bitLength() < 256 -> Optional.of(CertificateFault.WEAK_KEY);
            case ECPublicKey _ -> unlessFor(certificate, KEY_AGREEMENT);
            default -> Optional.of(CertificateFault.NOT_FOR_ENCRYPTION);
        };
    }

    /** A certificate without the extension may be used for anything. */
    private static Optional<CertificateFault> unlessFor(X509Certificate certificate, int usage) {
        var usages = certificate.getKeyUsage();
        return usages == null || usages[usage] ? Optional.empty() : Optional.of(CertificateFault.NOT_FOR_ENCRYPTION);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Whom it names, for the person who checks: {@code CN=Imprimerie Exemple}. */
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** The last second at which it is valid. */
    public Instant lastValidAt() {
        return certificate.getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "PrinterCertificate[" + subject() + "]";
    }
}

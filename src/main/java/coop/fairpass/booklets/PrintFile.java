package coop.fairpass.booklets;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.HexFormat;
import java.util.Iterator;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/**
 * Fichier d’impression : what an outside printer needs to make the booklets of an order, and only that printer can read
 * (R-180).
 *
 * <p>A CSV with one line a voucher ({@code number, serial, code, qr, last_day, wording}) in a CMS envelope: AES-256
 * under a key that RSA-OAEP, or ECDH on the curve of the certificate, gives to its owner. Any printer opens it with
 * {@code openssl cms -decrypt -inform DER -in carnets.p7m -inkey key.pem -out carnets.csv}.
 *
 * <p>The file is never stored. It is derived again from the keys each time, so erasing it means closing the right to
 * derive it.
 */
public final class PrintFile {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int PIECE = 1 << 16;

    private PrintFile() {}

    /**
     * What was written, to compare with what the printer acknowledges.
     *
     * @param fingerprint SHA-256 of the CSV in clear
     */
    public record Written(long vouchers, String fingerprint) {}

    /**
     * Writes the file as the booklets come; {@code out} is left open.
     *
     * @param wording names the approved proof, whose texts the printer already has
     */
    public static Written write(
            Iterator<BookletPrint> booklets, String wording, PrinterCertificate printer, OutputStream out)
            throws IOException {
        try {
            var envelope = new CMSEnvelopedDataStreamGenerator();
            envelope.setBufferSize(PIECE);
            envelope.addRecipientInfoGenerator(recipient(printer));
            var aes = new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                    .setProvider(BOUNCY_CASTLE)
                    .build();
            var digest = MessageDigest.getInstance("SHA-256");
            long vouchers = writeCsv(booklets, wording, new DigestOutputStream(envelope.open(out, aes), digest));
            out.flush();
            return new Written(vouchers, HexFormat.of().formatHex(digest.digest()));
        } catch (CMSException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be encrypted to", e);
        }
    }

    private static long writeCsv(Iterator<BookletPrint> booklets, String wording, OutputStream clear)
            throws IOException {
        long vouchers = 0;
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(clear);
        csv.writeRecord("number", "serial", "code", "qr", "last_day", "wording");
        while (booklets.hasNext()) {
            var booklet = booklets.next();
            for (var voucher : booklet.vouchers()) {
                csv.writeRecord(
                        Long.toString(voucher.number().value()),
                        voucher.number().serial(),
                        voucher.code().printed(),
                        voucher.qr(),
                        booklet.terms().lastDay().toString(),
                        wording);
                vouchers++;
            }
        }
        // Closes the envelope too, and only here: what an error cuts short must not open as if it were whole.
        csv.close();
        return vouchers;
    }

    private static RecipientInfoGenerator recipient(PrinterCertificate printer) throws GeneralSecurityException {
        var certificate = printer.certificate();
        if (certificate.getPublicKey() instanceof ECPublicKey key) {
            var once = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
            once.initialize(key.getParams());
            var pair = once.generateKeyPair();
            return new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF, pair.getPrivate(), pair.getPublic(), CMSAlgorithm.AES256_WRAP)
                    .addRecipient(certificate)
                    .setProvider(BOUNCY_CASTLE);
        }
        var oaep = new JcaAlgorithmParametersConverter()
                .getAlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return new JceKeyTransRecipientInfoGenerator(certificate, oaep).setProvider(BOUNCY_CASTLE);
    }
}

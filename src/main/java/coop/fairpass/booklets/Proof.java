package coop.fairpass.booklets;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Bon à tirer : the sheets of an order as they will be, marked as a specimen, with no code that redeems anything. */
public final class Proof {

    private final byte[] pdf;

    Proof(byte[] pdf) {
        this.pdf = pdf.clone();
    }

    public byte[] pdf() {
        return pdf.clone();
    }

    /** SHA-256 of the PDF: what the payer approves, and what production starts from. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package coop.fairpass.booklets;

import coop.fairpass.web.Sha256;

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
        return Sha256.of(pdf);
    }
}

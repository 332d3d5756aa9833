package coop.fairpass.invoicing;

/** Moyen de paiement : the account to pay to, and the reference to quote on the transfer ({@code RF…}). */
public record PaymentInstructions(String iban, String creditorReference) {

    public PaymentInstructions {
        if (!iban.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
            throw new IllegalArgumentException("an IBAN without blanks is expected");
        }
        creditorReference = Printable.text("creditor reference", creditorReference);
    }

    /** The IBAN by groups of four, as people read it. */
    public String groupedIban() {
        return iban.replaceAll("(.{4})(?=.)", "$1\u00a0");
    }

    /** The reference by groups of four. */
    public String groupedReference() {
        return creditorReference.replace(" ", "").replaceAll("(.{4})(?=.)", "$1\u00a0");
    }
}

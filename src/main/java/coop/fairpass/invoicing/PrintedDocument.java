package coop.fairpass.invoicing;

import java.time.LocalDate;

/**
 * Pièce imprimée : the content of a document that is not an invoice, complete and checked, ready to be printed by
 * {@link DocumentPdf}. Whoever owns the facts fills one; nothing is looked up while printing.
 */
public sealed interface PrintedDocument
        permits QuotePrint,
                OrderFormPrint,
                StatementPrint,
                ActivationCertificatePrint,
                JointStatementPrint,
                UseCertificatePrint {

    DocumentNumber number();

    LocalDate issuedOn();

    Party issuer();

    Party recipient();

    /** A name and its value, such as the perimeter of an order, shown in a list. */
    record Fact(String name, String value) {

        public Fact {
            name = Printable.text("fact name", name);
            value = Printable.text("fact", value);
        }
    }
}

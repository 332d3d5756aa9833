package coop.fairpass.invoicing;

import java.time.LocalDate;

/** Document rectifié : the one an avoir corrects, with its date (BT-25, BT-26). */
public record PrecedingInvoice(DocumentNumber number, LocalDate issuedOn) {}

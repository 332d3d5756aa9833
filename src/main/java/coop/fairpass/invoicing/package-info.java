/**
 * The documents that prove what every euro did: their numbers, their VAT, their frozen content, their PDF and their
 * XML.
 *
 * <p>An <em>appel de fonds</em> asks a payer for the face value and bears no VAT, because the voucher is a
 * <em>bon à usages multiples</em>; a <em>facture</em> bills a fee of the cooperative; they are never one document
 * . An <em>avoir</em> gives back and names what it corrects. A <em>relevé</em> tells a provider what it is paid,
 * and is not an invoice. Each has a {@link coop.fairpass.invoicing.DocumentNumber} in its
 * {@link coop.fairpass.invoicing.DocumentSeries}.
 *
 * <p>Words: <em>HT</em> is {@code beforeVat}, <em>TTC</em> is {@code withVat}, <em>TVA</em> is {@code vat}. VAT is
 * computed once per category and rate on a document, half up, never per voucher
 * ({@link coop.fairpass.invoicing.Fees}, R-221). An {@link coop.fairpass.invoicing.Invoice} is frozen at issue and
 * checks itself more strictly than the public rules do; {@link coop.fairpass.invoicing.CiiXml} writes it for machines
 * (EN 16931), {@link coop.fairpass.invoicing.InvoicePdf} for people with the same XML inside (Factur-X). What is not an
 * invoice is a {@link coop.fairpass.invoicing.PrintedDocument}, printed by
 * {@link coop.fairpass.invoicing.DocumentPdf}.
 */
@ApplicationModule(
        displayName = "Invoicing",
        allowedDependencies = {"money", "calendar", "doctor", "directory", "tariff", "web"})
@NullMarked
package coop.fairpass.invoicing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

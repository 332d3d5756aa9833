package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * Certificat d'activation : which vouchers became usable, from which day, and which money, booked by the bank, stands
 * behind them.
 *
 * @param references the order, and what a public buyer wants on every document
 * @param validUntil the day printed on the voucher
 * @param lastDay the last day accepted, tolerance included
 */
public record ActivationCertificatePrint(
        DocumentNumber number,
        LocalDate issuedOn,
        Party issuer,
        Party recipient,
        InvoiceReferences references,
        Money faceValue,
        List<Lot> lots,
        List<Receipt> receipts,
        LocalDate activatedOn,
        LocalDate validUntil,
        LocalDate lastDay)
        implements PrintedDocument {

    /** Lot activé : its booklets, its vouchers and the serials they bear. */
    public record Lot(String name, long booklets, long vouchers, String firstSerial, String lastSerial) {

        public Lot {
            name = Printable.text("lot", name);
            firstSerial = Printable.text("first serial", firstSerial);
            lastSerial = Printable.text("last serial", lastSerial);
            require(booklets > 0 && vouchers >= booklets, "a lot holds booklets, and a booklet vouchers");
        }
    }

    /** Encaissement : money that came in for this order, as the bank booked it, or a credit note set against it. */
    public record Receipt(LocalDate bookedOn, String bankReference, Money amount) {

        public Receipt {
            bankReference = Printable.text("bank reference", bankReference);
            require(amount.isPositive(), "a receipt brings money");
        }
    }

    public ActivationCertificatePrint {
        lots = List.copyOf(lots);
        receipts = List.copyOf(receipts);
        require(number.series() == DocumentSeries.CA, "an activation certificate is numbered CA-");
        require(!lots.isEmpty(), "something is activated");
        require(!lastDay.isBefore(validUntil), "tolerance comes after the validity");
        var activated =
                lots.stream().map(lot -> faceValue.times(lot.vouchers())).collect(Money.sum());
        var received = receipts.stream().map(Receipt::amount).collect(Money.sum());
        require(!activated.isMoreThan(received), "no voucher is activated without its money");
    }

    public long vouchers() {
        return lots.stream().mapToLong(Lot::vouchers).sum();
    }

    public Money activated() {
        return faceValue.times(vouchers());
    }

    public Money funded() {
        return receipts.stream().map(Receipt::amount).collect(Money.sum());
    }
}

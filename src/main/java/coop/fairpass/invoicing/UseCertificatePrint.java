package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Certificat d'utilisation : what a co-funder's money became, at a date, with the method, and what changed since the
 * last one. 3 769 vouchers used at 50 % make a share of 18 845,00 €.
 *
 * @param references the order, and what its public buyer wants on every document
 * @param payer who ordered, whose SIRET, when public, is told with its name
 */
public record UseCertificatePrint(
        DocumentNumber number,
        LocalDate issuedOn,
        LocalDate asOf,
        Party issuer,
        Party recipient,
        InvoiceReferences references,
        String payer,
        Money faceValue,
        Counts counts,
        List<Breakdown> breakdowns,
        Optional<Share> share,
        String method,
        Optional<DocumentNumber> previous,
        List<String> changes)
        implements PrintedDocument {

    /** Vouchers of the order by what happened to them. */
    public record Counts(long ordered, long activated, long handedOver, long redeemed, long expired, long refunded) {}

    /** What a breakdown counts: only vouchers have a face value. */
    public enum Unit {
        VOUCHERS_USED,
        BOOKLETS_HANDED_OVER
    }

    /**
     * Counts by programme, territory or public; small cells are already withheld by the caller.
     *
     * @param by what its rows are: <em>Mois et département</em>
     */
    public record Breakdown(String title, String by, Unit unit, List<Row> rows) {

        public Breakdown {
            title = Printable.text("breakdown", title);
            by = Printable.text("rows", by);
            rows = List.copyOf(rows);
        }
    }

    /** One row: its count, or nothing when it is too small to be shown. */
    public record Row(String label, Optional<Long> count) {

        public Row {
            label = Printable.text("row", label);
        }
    }

    /**
     * Part du co-financeur : the base, the rate agreed and what is due, with the reason when it is not their product.
     */
    public record Share(String basis, Money base, Rate rate, Money amount, Optional<String> reason) {

        public Share {
            basis = Printable.text("basis", basis);
            reason = Printable.text("reason", reason);
            require(
                    amount.equals(rate.of(base)) || reason.isPresent(),
                    "a share that is not its rate of the base says why");
        }
    }

    public UseCertificatePrint {
        payer = Printable.text("payer", payer);
        method = Printable.text("method", method);
        breakdowns = List.copyOf(breakdowns);
        changes = List.copyOf(changes);
        require(number.series() == DocumentSeries.CU, "a certificate of use is numbered CU-");
        require(!asOf.isAfter(issuedOn), "a certificate tells the past");
    }

    public Money redeemed() {
        return faceValue.times(counts.redeemed());
    }
}

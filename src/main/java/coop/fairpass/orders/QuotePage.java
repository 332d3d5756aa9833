package coop.fairpass.orders;

import coop.fairpass.places.PerimeterCoverage.Coverage;
import java.util.List;
import java.util.Optional;

/**
 * The quotes of one order.
 *
 * @param versions the last first
 * @param open the one that waits for an answer
 * @param coverage what the perimeter offers today, before a quote is sent
 * @param isStopped whether a wind-down is in force, so that nothing is quoted nor signed
 */
public record QuotePage(
        VoucherOrder order,
        String payer,
        List<Quote> versions,
        Optional<Quote> open,
        Optional<Coverage> coverage,
        boolean maySign,
        boolean mayAskAgain,
        boolean maySend,
        boolean isStopped) {

    public QuotePage {
        versions = List.copyOf(versions);
    }
}

package coop.fairpass.orders;

import java.util.List;
import java.util.Optional;

/**
 * The list of orders as one reader sees it.
 *
 * @param mine what waits for the reader, the most urgent first
 * @param late what others are late with, for the cooperative
 * @param isStopped whether a wind-down is in force, so that nothing can be ordered
 * @param funded orders of others of which the reader's organisation bears a part
 */
public record OrderListing(
        List<Row> rows,
        List<Waiting> mine,
        List<Waiting> late,
        List<Funded> funded,
        boolean isOfTheCooperative,
        boolean mayOrder,
        boolean isStopped) {

    /** One order; {@code next} is what it waits for first. */
    public record Row(VoucherOrder order, String payer, Optional<Expected> next) {}

    /** One thing that waits, and for which order. */
    public record Waiting(VoucherOrder order, String payer, Expected expected) {}

    /** An order of somebody else, and the part of it that the reader's organisation bears. */
    public record Funded(VoucherOrder order, String payer, FundingShare share) {}

    public OrderListing {
        funded = List.copyOf(funded);
        rows = List.copyOf(rows);
        mine = List.copyOf(mine);
        late = List.copyOf(late);
    }
}

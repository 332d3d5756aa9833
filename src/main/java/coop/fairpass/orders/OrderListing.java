package coop.fairpass.orders;

import java.util.List;
import java.util.Optional;

/**
 * The list of orders as one reader sees it.
 *
 * @param mine what waits for the reader, the most urgent first
 * @param late what others are late with, for the cooperative
 */
public record OrderListing(
        List<Row> rows, List<Waiting> mine, List<Waiting> late, boolean isOfTheCooperative, boolean mayOrder) {

    /** One order; {@code next} is what it waits for first. */
    public record Row(VoucherOrder order, String payer, Optional<Expected> next) {}

    /** One thing that waits, and for which order. */
    public record Waiting(VoucherOrder order, String payer, Expected expected) {}

    public OrderListing {
        rows = List.copyOf(rows);
        mine = List.copyOf(mine);
        late = List.copyOf(late);
    }
}

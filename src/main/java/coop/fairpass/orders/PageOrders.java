package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** How pages find the order of an address or of a hidden field; what is not one does not exist. */
final class PageOrders {

    private PageOrders() {}

    /** The order that the reader may see. */
    static VoucherOrder find(Orders orders, String id, Actor by) {
        return orders.find(idOf(id), by).orElseThrow(ProblemException::notFound);
    }

    static OrderId idOf(@Nullable String written) {
        var checks = new Checks();
        var id = checks.id("id", written);
        if (!checks.errors().isEmpty()) {
            throw ProblemException.notFound();
        }
        return new OrderId(id);
    }
}

package coop.fairpass.orders;

import coop.fairpass.web.Told;
import java.util.Map;

/** The form of an order's co-funders: one numbered row each, and two more. */
public record FundingPage(OrderView view, int rows, Map<String, String> proposed, Told told) {

    public FundingPage {
        proposed = Map.copyOf(proposed);
    }

    /** What a field of a row holds. */
    public String value(String field, int row) {
        return told.typed().isEmpty()
                ? proposed.getOrDefault(field + row, "")
                : told.typed().getOrDefault(field + row, "");
    }
}

package coop.fairpass.orders;

import coop.fairpass.directory.Siret;
import coop.fairpass.orders.Need.BuyerReferences;
import coop.fairpass.orders.Need.InvoiceOn;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.web.Checks;
import coop.fairpass.web.WebReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A need as a program writes it. What is absent is as it usually is: booklets of 10, one lot, no restriction, invoiced
 * at acceptance, and the six end dates that follow from {@code validUntil}.
 */
record NeedBody(
        @Nullable Long vouchers,
        @Nullable Long bookletSize,
        @Nullable String firstDay,
        @Nullable String validUntil,
        @Nullable String longerValidityReason,
        @Nullable List<String> perimeter,
        @Nullable String perimeterLabel,
        @Nullable List<String> audiences,
        @Nullable List<String> servicePath,
        @Nullable String pathLabel,
        @Nullable Boolean isRegulated,
        @Nullable Long vouchersPerService,
        @Nullable Boolean refusesOwnDistributor,
        @Nullable String invoiceOn,
        @Nullable List<Long> lotBooklets,
        @Nullable String payerMessage,
        @Nullable String deliveryAddress,
        @Nullable String siret,
        @Nullable String serviceCode,
        @Nullable String engagementNumber,
        @Nullable String contractNumber) {

    /** More than a country ordered in years: whoever writes more has mistyped. */
    private static final long MOST_VOUCHERS = 10_000_000;

    private static final int MOST_LOTS = 50;
    private static final int MOST_CODES = 500;
    private static final int LABEL = 200;
    private static final int TEXT = 2_000;

    /** Reads the fields, telling {@code checks} what is wrong with each; the caller ends the work before using it. */
    Need read(Checks checks, EndRule rule) {
        long count = checks.number("vouchers", vouchers, 1, MOST_VOUCHERS);
        int size = size(checks);
        var first = checks.day("firstDay", firstDay);
        var last = checks.day("validUntil", validUntil);
        var invoice =
                checks.optionalChoice("invoiceOn", invoiceOn, InvoiceOn.class).orElse(InvoiceOn.ACCEPTANCE);
        return new Need(
                count,
                size,
                first,
                rule.of(last),
                checks.optionalText("longerValidityReason", longerValidityReason, TEXT),
                restrictions(checks),
                invoice,
                lots(checks, count / size),
                checks.optionalText("payerMessage", payerMessage, TEXT).orElse(""),
                checks.optionalText("deliveryAddress", deliveryAddress, TEXT).orElse(""),
                new BuyerReferences(
                        checks.optionalIdentifier("siret", siret, Siret::check),
                        checks.optionalText("serviceCode", serviceCode, 100),
                        checks.optionalText("engagementNumber", engagementNumber, 50),
                        checks.optionalText("contractNumber", contractNumber, 50)));
    }

    private int size(Checks checks) {
        if (bookletSize == null) {
            return 10;
        }
        int size = (int) checks.number("bookletSize", bookletSize, 5, 10);
        if (!BookletSplit.SIZES.contains(size)) {
            checks.refuse("bookletSize", WebReason.FIELD_INVALID);
            return 10;
        }
        return size;
    }

    private Restrictions restrictions(Checks checks) {
        var codes = texts(checks, "perimeter", perimeter, 20);
        for (int i = 0; i < codes.size(); i++) {
            if (PerimeterCode.check(codes.get(i)).isEmpty()) {
                checks.refuse("perimeter[%d]".formatted(i), WebReason.FIELD_INVALID);
            }
        }
        return new Restrictions(
                codes,
                checks.optionalText("perimeterLabel", perimeterLabel, LABEL).orElse(""),
                texts(checks, "audiences", audiences, LABEL),
                texts(checks, "servicePath", servicePath, 60),
                checks.optionalText("pathLabel", pathLabel, LABEL).orElse(""),
                Boolean.TRUE.equals(isRegulated),
                vouchersPerService == null ? 1 : (int) checks.number("vouchersPerService", vouchersPerService, 1, 10),
                Boolean.TRUE.equals(refusesOwnDistributor));
    }

    private List<Long> lots(Checks checks, long booklets) {
        var lots = checks.list("lotBooklets", lotBooklets, MOST_LOTS);
        for (int i = 0; i < lots.size(); i++) {
            checks.number("lotBooklets[%d]".formatted(i), lots.get(i), 1, MOST_VOUCHERS);
        }
        return lots.isEmpty() ? List.of(booklets) : lots;
    }

    private static List<String> texts(Checks checks, String field, @Nullable List<String> values, int longest) {
        var read = new ArrayList<String>();
        var given = checks.list(field, values, MOST_CODES);
        for (int i = 0; i < given.size(); i++) {
            read.add(checks.text("%s[%d]".formatted(field, i), given.get(i), longest));
        }
        return read;
    }

    /** The same fields, as they are answered. */
    static NeedBody of(Need need) {
        var restrictions = need.restrictions();
        var references = need.references();
        return new NeedBody(
                need.vouchers(),
                (long) need.bookletSize(),
                need.firstDay().toString(),
                need.endDates().validUntil().toString(),
                need.longerValidityReason().orElse(null),
                restrictions.perimeter(),
                restrictions.perimeterLabel(),
                restrictions.audiences(),
                restrictions.servicePath(),
                restrictions.pathLabel(),
                restrictions.isRegulated(),
                (long) restrictions.vouchersPerService(),
                restrictions.refusesOwnDistributor(),
                need.invoiceOn().name(),
                need.lotBooklets(),
                need.payerMessage(),
                need.deliveryAddress(),
                references.siret().map(Siret::digits).orElse(null),
                references.serviceCode().orElse(null),
                references.engagementNumber().orElse(null),
                references.contractNumber().orElse(null));
    }
}

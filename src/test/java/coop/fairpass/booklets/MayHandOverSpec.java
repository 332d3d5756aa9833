package coop.fairpass.booklets;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-041, R-071, R-044 : une remise est refusée pour l’état, puis la date, puis le droit")
class MayHandOverSpec {

    private static final OrganisationId MINE = new OrganisationId(new UUID(0, 1));
    private static final OrganisationId ANOTHER = new OrganisationId(new UUID(0, 2));

    @ParameterizedTest(name = "{0}, lot activé {1}, le {2}, reconnu {3}, le mien {4} : {5}")
    @CsvSource({
        "IN_STOCK, true, 2026-12-14, false, true, ",
        "IN_STOCK, true, 2026-12-15, false, true, AFTER_STOP_DATE",
        "IN_STOCK, true, 2026-12-15, true, true, ",
        "IN_STOCK, true, 2026-12-31, true, true, ",
        "IN_STOCK, true, 2027-01-01, true, true, WITHDRAWN",
        "IN_STOCK, false, 2026-12-14, false, true, LOT_NOT_ACTIVE",
        "IN_STOCK, true, 2026-12-14, false, false, NOT_IN_YOUR_STOCK",
        "IN_TRANSIT, true, 2026-12-14, false, true, NOT_RECEIVED",
        "PRINTED, true, 2026-12-14, false, true, NOT_RECEIVED",
        "GENERATED, true, 2026-12-14, false, true, NOT_RECEIVED",
        "MISSING, true, 2026-12-14, false, true, MISSING",
        "HANDED_OVER, true, 2026-12-14, false, true, ALREADY_HANDED_OVER",
        "BLOCKED, true, 2026-12-14, false, true, BLOCKED",
        "REPLACED, true, 2026-12-14, false, true, REPLACED",
        "WITHDRAWN, true, 2026-12-14, false, true, WITHDRAWN",
        "CANCELLED, true, 2026-12-14, false, true, WITHDRAWN",
        // the first that fails answers: state before dates, dates before rights
        "IN_STOCK, false, 2026-12-15, false, false, LOT_NOT_ACTIVE",
        "HANDED_OVER, true, 2026-12-15, false, false, ALREADY_HANDED_OVER",
        "IN_STOCK, true, 2026-12-15, false, false, AFTER_STOP_DATE",
        "HANDED_OVER, true, 2027-02-01, false, false, ALREADY_HANDED_OVER",
    })
    void refuses_in_order(
            BookletState state,
            boolean isActive,
            LocalDate today,
            boolean isAcknowledged,
            boolean isMine,
            BookletReason reason) {
        var booklet =
                new Booklet(new BookletNumber(1), isMine ? MINE : ANOTHER, 1, 10, new Generation(1), state, today);
        var lot = new LotTerms(
                1,
                new LotId(new UUID(0, 3)),
                new OrderId(new UUID(0, 4)),
                "BC-2026-000001",
                ANOTHER,
                1,
                Goods.RECEIVED,
                Optional.of(new BookletRange(1, 1)),
                10,
                isActive ? Optional.of(LocalDate.of(2026, 11, 10)) : Optional.empty(),
                new VoucherTerms(cents(10_00), LocalDate.of(2026, 11, 10), LocalDate.of(2027, 1, 31)),
                LocalDate.of(2026, 12, 15),
                LocalDate.of(2026, 12, 31),
                isAcknowledged);
        assertThat(MayHandOver.refusal(booklet, lot, MINE, today)).isEqualTo(Optional.ofNullable(reason));
    }
}

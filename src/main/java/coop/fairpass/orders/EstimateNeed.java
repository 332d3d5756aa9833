package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anyone who describes a need reads what it would cost and what its perimeter offers, before saying who asks; nothing
 * is written.
 */
@Component
public class EstimateNeed {

    /** What an estimate is made from. {@code territory} is where the payer is established, for VAT. */
    public record Command(Need need, VatTerritory territory) {}

    public sealed interface Outcome {
        /** What it would cost at the rates of {@code on}, and what the perimeter offers. */
        record Estimated(LocalDate on, Terms terms, OrderAmounts amounts, Quote.Reach reach) implements Outcome {}

        /** Not whole booklets: the two nearest numbers that are. */
        record NotWholeBooklets(long below, long above) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final DescribeNeed describeNeed;
    private final PerimeterReach reach;
    private final Tariff tariff;
    private final OrderSettings settings;
    private final Clock clock;

    EstimateNeed(
            DescribeNeed describeNeed, PerimeterReach reach, Tariff tariff, OrderSettings settings, Clock clock) {
        this.describeNeed = describeNeed;
        this.reach = reach;
        this.tariff = tariff;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Outcome handle(Command command) {
        var need = command.need();
        if (BookletSplit.of(need.vouchers(), need.bookletSize()) instanceof BookletSplit.Fit.Between between) {
            return new Outcome.NotWholeBooklets(between.below(), between.above());
        }
        var refused = describeNeed.refusal(need);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        var today = Paris.today(clock);
        var fee = tariff.on(RateKind.UPSTREAM_FEE, today);
        var vat = tariff.vat(command.territory(), today);
        if (fee.isEmpty() || vat.isEmpty()) {
            return new Outcome.Refused(OrderReason.NO_RATE_DECIDED);
        }
        var terms = new Terms(settings.faceValue(), fee.get().rate(), vat.get());
        return new Outcome.Estimated(today, terms, terms.amounts(need.vouchers()), reach.of(need, today));
    }
}

package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.places.PerimeterCoverage.Coverage;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a need would cost and reach, at the rates of the day, before anybody gives a name. Nothing is kept. */
@Component
public class EstimateNeed {

    /** {@code payer} is where the payer would be established, which decides of the VAT on the fee. */
    public record Command(Need need, VatTerritory payer) {}

    /** A budget and what the perimeter offers. */
    public record Estimate(LocalDate on, Need need, Terms terms, Coverage coverage) {

        public OrderAmounts amounts() {
            return terms.amounts(need.vouchers());
        }

        /** The coverage in the few numbers that a quote keeps. */
        Quote.Reach reach() {
            return PerimeterReach.reach(need, coverage);
        }
    }

    public sealed interface Outcome {
        record Estimated(Estimate estimate) implements Outcome {}

        /** Not whole booklets: the two nearest numbers that are. */
        record NotWholeBooklets(long below, long above) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final DescribeNeed describeNeed;
    private final PerimeterReach reach;
    private final Tariff tariff;
    private final OrderSettings settings;
    private final Clock clock;

    EstimateNeed(DescribeNeed describeNeed, PerimeterReach reach, Tariff tariff, OrderSettings settings, Clock clock) {
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
        var reason = describeNeed.refusal(need);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        var today = Paris.today(clock);
        var fee = tariff.on(RateKind.UPSTREAM_FEE, today);
        var vat = tariff.vat(command.payer(), today);
        if (fee.isEmpty() || vat.isEmpty()) {
            return new Outcome.Refused(OrderReason.NO_RATE_DECIDED);
        }
        var terms = new Terms(settings.faceValue(), fee.get().rate(), vat.get());
        return new Outcome.Estimated(new Estimate(today, need, terms, reach.coverageOf(need, today)));
    }
}

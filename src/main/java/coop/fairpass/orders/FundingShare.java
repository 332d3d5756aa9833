package coop.fairpass.orders;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.util.Optional;

/**
 * Part de co-financement : what a funder promised to bear of a payer's order (domain §9, money-and-law §13).
 *
 * <p>The funder pays the payer back; the ledger does not move and Fairpass computes and proves. 50 % of the face value
 * used, 10 000 vouchers ordered and 3 769 redeemed: 18 845.00 €.
 *
 * @param ratio from 0 to 100 %
 * @param floor the project below which nothing is due, if any
 * @param targetShare least share of hand-overs to the target public, if any
 */
public record FundingShare(
        OrganisationId funder,
        Rate ratio,
        Basis basis,
        AppliesTo appliesTo,
        Optional<Money> floor,
        Optional<Cap> cap,
        Optional<Rate> targetShare) {

    /** Whether the share is of what was ordered or of what was used. */
    public enum Basis {
        ORDERED,
        USED
    }

    /** What the ratio applies to. */
    public enum AppliesTo {
        FACE,
        FACE_PLUS_FEE
    }

    /** A most, and whether it limits the whole project or the funder's part: never guessed. */
    public record Cap(Money most, Scope scope) {

        /** What the cap limits. */
        public enum Scope {
            PROJECT,
            FUNDER
        }
    }

    public FundingShare {
        if (ratio.compareTo(Rate.percent(100)) > 0) {
            throw new IllegalArgumentException("a funder bears at most the whole: " + ratio);
        }
    }

    /** The facts a share is read on, at one date. */
    public record Facts(
            long ordered, long used, Money faceValue, Rate feeRate, long handedOver, long handedOverToTarget) {}

    /** What a funder owes, and when nothing, why. */
    public sealed interface Due {
        record Amount(Money base, Money due) implements Due {}

        record BelowFloor(Money project, Money floor) implements Due {}

        /** Unknown publics count as not in target; 49.9 % fails against 50 % (R-054). */
        record TargetMissed(Money base, long inTarget, long handedOver) implements Due {}
    }

    /** What the funder owes on those facts. */
    public Due on(Facts facts) {
        var project = valueOf(facts.ordered(), facts);
        if (floor.filter(project::isLessThan).isPresent()) {
            return new Due.BelowFloor(project, floor.orElseThrow());
        }
        var counted = valueOf(basis == Basis.ORDERED ? facts.ordered() : facts.used(), facts);
        var within = cap.filter(limit -> limit.scope() == Cap.Scope.PROJECT)
                .map(limit -> counted.min(limit.most()))
                .orElse(counted);
        if (targetShare.filter(share -> !reaches(share, facts)).isPresent()) {
            return new Due.TargetMissed(within, facts.handedOverToTarget(), facts.handedOver());
        }
        var share = ratio.of(within);
        var due = cap.filter(limit -> limit.scope() == Cap.Scope.FUNDER)
                .map(limit -> share.min(limit.most()))
                .orElse(share);
        return new Due.Amount(within, due);
    }

    private Money valueOf(long vouchers, Facts facts) {
        var face = facts.faceValue().times(vouchers);
        return appliesTo == AppliesTo.FACE ? face : face.plus(facts.feeRate().of(face));
    }

    private static boolean reaches(Rate share, Facts facts) {
        return facts.handedOver() > 0 && new Rate(facts.handedOverToTarget(), facts.handedOver()).compareTo(share) >= 0;
    }
}

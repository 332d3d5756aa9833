package coop.fairpass.redemption;

import coop.fairpass.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * One service and its vouchers, answered in words.
 *
 * @param place where it stands in what was presented, from 1
 * @param paid what the vouchers pay; empty when refused
 * @param remaining what the person still pays; empty when refused
 * @param sentence why it is refused or held, and what to do next; empty when accepted
 * @param facts what helps: a last day, a perimeter, the services allowed
 * @param serials the vouchers redeemed
 */
public record AnswerLine(
        int place,
        Answer.Result result,
        Optional<Money> paid,
        Optional<Money> remaining,
        String sentence,
        List<String> facts,
        List<String> serials) {

    public AnswerLine {
        facts = List.copyOf(facts);
        serials = List.copyOf(serials);
    }

    public boolean isRefused() {
        return result == Answer.Result.REFUSED;
    }

    public boolean isHeld() {
        return result == Answer.Result.HELD;
    }

    /** Whether the person still pays something. */
    public boolean leavesACharge() {
        return remaining.filter(Money::isPositive).isPresent();
    }
}

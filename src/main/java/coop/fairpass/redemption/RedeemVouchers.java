package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.RedeemTogether.Question;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A provider redeems vouchers for services it has just given: one, or a whole day in one call.
 *
 * <p>Calls that arrive together are decided together, in one transaction ({@link RedeemTogether}); each gets its own
 * answer, once all is on the disk. The same request again gets its first answer; the same id with other content is
 * refused.
 */
@Component
public class RedeemVouchers {

    /** The most services, and the most vouchers, of one call. */
    public static final int MOST_AT_ONCE = 1_000;

    /** What one transaction takes at most: a person who redeems one voucher never waits behind more than this. */
    private static final int MOST_VOUCHERS_TOGETHER = 2_000;

    /** {@code request} is chosen by the caller, so that sending it twice redeems once. */
    public record Command(UUID request, UUID place, List<ServiceGiven> services, Actor by) {

        public Command {
            services = List.copyOf(services);
        }
    }

    public sealed interface Outcome {
        record Answered(Answer answer) implements Outcome {}

        record Refused(RequestReason reason) implements Outcome {}
    }

    private final FactsReader facts;
    private final RedeemTogether together;
    private final RedemptionMeters meters;
    private final GroupCommit<Question, Outcome> gathered;

    /** {@code turns}: how many transactions of redemptions run at a time; two keep two processors and a disk busy. */
    RedeemVouchers(
            FactsReader facts,
            RedeemTogether together,
            RedemptionMeters meters,
            @Value("${fairpass.redemption.turns:2}") int turns) {
        this.facts = facts;
        this.together = together;
        this.meters = meters;
        this.gathered = new GroupCommit<>(
                turns, Question::vouchers, MOST_VOUCHERS_TOGETHER, RedeemVouchers::isOfARequest, questions -> {
                    meters.gathered(questions.size());
                    return together.handle(questions);
                });
    }

    /** A database that is away fails them all: to ask it again for each would only make all wait longer. */
    private static boolean isOfARequest(RuntimeException failure) {
        return !(failure instanceof DataAccessResourceFailureException || failure instanceof TransactionException);
    }

    /** Answers once the redemptions are on the disk. Inside a transaction of the caller, in that one. */
    public Outcome handle(Command command) {
        return meters.counted(outcome(command));
    }

    private Outcome outcome(Command command) {
        var refused = refusal(command);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        var question = question(command);
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? together.handle(List.of(question)).getFirst()
                : gathered.ask(question);
    }

    /** A command that may be asked, deciphered. */
    Question question(Command command) {
        var provider = command.by().organisation().orElseThrow();
        return new Question(
                command.request(),
                provider,
                command.place(),
                command.services().stream()
                        .map(given -> facts.asked(provider.value(), command.place(), given.inTheNameOf(command.by())))
                        .toList(),
                RequestDigest.of(command, provider),
                command.by());
    }

    private static Optional<RequestReason> refusal(Command command) {
        if (!command.by().hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                || command.by().organisation().isEmpty()
                || command.services().stream().anyMatch(service -> !service.maySay(command.by()))) {
            return Optional.of(RequestReason.NOT_ALLOWED);
        }
        if (command.services().isEmpty()
                || command.services().stream()
                        .anyMatch(service -> service.presented().isEmpty())) {
            return Optional.of(RequestReason.NOTHING_PRESENTED);
        }
        int vouchers = command.services().stream()
                .mapToInt(service -> service.presented().size())
                .sum();
        return vouchers > MOST_AT_ONCE ? Optional.of(RequestReason.TOO_MANY_AT_ONCE) : Optional.empty();
    }
}

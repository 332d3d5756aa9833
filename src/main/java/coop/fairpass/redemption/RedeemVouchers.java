package coop.fairpass.redemption;

import coop.fairpass.booklets.HandOvers;
import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.FactsReader.Asked;
import coop.fairpass.redemption.RedemptionStore.Spent;
import coop.fairpass.redemption.VoucherFacts.Known;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A provider redeems vouchers for services it has just given: one, or a whole day in one call.
 *
 * <p>Facts are read at once, rules decide without database, one statement writes what was decided, and money moves in
 * the same transaction (M20). The unique key on the voucher judges races: who comes second reads what the first one did
 * and is refused. The same request again gets its first answer; the same id with other content is refused (R-131,
 *
 */
@Component
public class RedeemVouchers {

    /** The most services, and the most vouchers, of one call. */
    public static final int MOST_AT_ONCE = 1_000;

    private static final int MOST_RACES_LOST = 10;

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

    /** Another transaction spent one of the vouchers, or answered the request, between our reading and our writing. */
    private static final class RaceLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RaceLost() {
            super(null, null, false, false);
        }
    }

    private final RedemptionStore store;
    private final FactsReader facts;
    private final FraudRules fraudRules;
    private final UnknownCodes unknownCodes;
    private final VoucherGate gate;
    private final HandOvers handOvers;
    private final ValidationPostings postings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RedeemVouchers(
            RedemptionStore store,
            FactsReader facts,
            FraudRules fraudRules,
            UnknownCodes unknownCodes,
            VoucherGate gate,
            HandOvers handOvers,
            ValidationPostings postings,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.facts = facts;
        this.fraudRules = fraudRules;
        this.unknownCodes = unknownCodes;
        this.gate = gate;
        this.handOvers = handOvers;
        this.postings = postings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not one transaction but one for each try: a lost race is rolled back, read again and decided again. */
    public Outcome handle(Command command) {
        var refused = refusal(command);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        var provider = command.by().organisation().orElseThrow();
        for (int lost = 0; ; lost++) {
            try {
                return transaction.execute(_ -> redeem(command, provider));
            } catch (RaceLost e) {
                if (lost == MOST_RACES_LOST) {
                    throw new IllegalStateException("request %s lost %d races".formatted(command.request(), lost), e);
                }
            }
        }
    }

    private static Optional<RequestReason> refusal(Command command) {
        if (!command.by().hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)
                || command.by().organisation().isEmpty()) {
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

    private Outcome redeem(Command command, OrganisationId provider) {
        var digest = RequestDigest.of(command, provider);
        var earlier = store.request(command.request());
        if (earlier.isPresent()) {
            return earlier.get().isSame(provider, digest)
                    ? new Outcome.Answered(earlier.get().answer())
                    : new Outcome.Refused(RequestReason.SAME_ID_OTHER_CONTENT);
        }
        if (unknownCodes.isStopped(command.by())) {
            return new Outcome.Refused(RequestReason.ACCOUNT_STOPPED);
        }
        gate.passTogether();
        var today = Paris.today(clock);
        var asked = command.services().stream()
                .map(given -> new Asked(provider.value(), command.place(), given))
                .toList();
        var services = facts.services(asked, today);
        var vouchers = facts.vouchers(asked, today);
        var thresholds = fraudRules.on(today);
        var decisions = new ArrayList<Decision>();
        for (int i = 0; i < services.size(); i++) {
            var decision = Decide.decide(services.get(i), vouchers.get(i), thresholds);
            if (decision instanceof Decision.Accepted
                    && services.get(i).downstreamFee().isEmpty()) {
                return new Outcome.Refused(RequestReason.NO_RATE_DECIDED);
            }
            decisions.add(decision);
        }
        write(command, services, decisions);
        var answer = new Answer(
                command.request(),
                decisions.stream()
                        .map(decision -> switch (decision) {
                            case Decision.Refused(var refusal) -> ServiceAnswer.refused(refusal);
                            case Decision.Accepted accepted -> ServiceAnswer.accepted(accepted);
                        })
                        .toList());
        if (!store.keep(command.request(), provider, digest, answer)) {
            throw new RaceLost();
        }
        unknownCodes.count(command.by(), command.place(), decisions);
        return new Outcome.Answered(answer);
    }

    private void write(Command command, List<ActFacts> services, List<Decision> decisions) {
        var spent = new ArrayList<Spent>();
        var inferred = new HashSet<Long>();
        var batch = UUID.randomUUID();
        for (int act = 0; act < decisions.size(); act++) {
            if (decisions.get(act) instanceof Decision.Accepted accepted) {
                for (var voucher : accepted.vouchers()) {
                    spent.add(spent(command, services.get(act), act, accepted, voucher, batch));
                    if (voucher.isInStock()) {
                        inferred.add(voucher.booklet());
                    }
                }
            }
        }
        if (store.insert(spent) < spent.size()) {
            throw new RaceLost();
        }
        handOvers.infer(inferred, Paris.today(clock));
        postings.post(spent);
    }

    private static Spent spent(
            Command command, ActFacts service, int act, Decision.Accepted accepted, Known voucher, UUID batch) {
        boolean held = accepted.hold().isPresent();
        return new Spent(
                voucher.number(),
                voucher.attempt(),
                command.request(),
                act,
                service.provider(),
                service.place(),
                voucher.terms().order(),
                voucher.terms().lot(),
                service.service(),
                service.day(),
                held ? Optional.empty() : Optional.of(service.day()),
                held ? Optional.empty() : Optional.of(ValidationPostings.idOf(batch, service, voucher)),
                voucher.terms().faceValue(),
                accepted.price(),
                service.downstreamFee().orElseThrow(),
                command.services().get(act).mediator(),
                command.by().reference(),
                accepted.hold());
    }
}

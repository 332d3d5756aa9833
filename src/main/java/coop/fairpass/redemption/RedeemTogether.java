package coop.fairpass.redemption;

import coop.fairpass.booklets.HandOvers;
import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.Decide.Thresholds;
import coop.fairpass.redemption.FactsReader.Asked;
import coop.fairpass.redemption.RedeemVouchers.Outcome;
import coop.fairpass.redemption.RedemptionStore.Request;
import coop.fairpass.redemption.RedemptionStore.Spent;
import coop.fairpass.redemption.UnknownCodes.Tries;
import coop.fairpass.redemption.VoucherFacts.Known;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides many requests in one transaction, whoever sent them, as if each had waited for those before it: facts are
 * read at once for all, rules decide without database, one statement writes what was decided, and money moves in the
 * same transaction (M20).
 *
 * <p>The unique key on the voucher judges races with other transactions and other machines: who comes second is undone,
 * reads what the first one did and decides again (docs/decisions/0009 and 0012).
 */
@Component
class RedeemTogether {

    private static final int MOST_RACES_LOST = 10;

    /** One request, deciphered. */
    record Question(UUID id, OrganisationId provider, UUID place, List<Asked> services, String digest, Actor by) {

        int vouchers() {
            return services.stream()
                    .mapToInt(service -> service.given().presented().size())
                    .sum();
        }
    }

    /** Another transaction spent one of the vouchers, or answered a request, between our reading and our writing. */
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

    RedeemTogether(
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
    List<Outcome> handle(List<Question> questions) {
        for (int lost = 0; ; lost++) {
            try {
                return transaction.execute(_ -> decide(questions));
            } catch (RaceLost | TransientDataAccessException e) {
                if (lost == MOST_RACES_LOST) {
                    throw new IllegalStateException(
                            "%d requests together lost %d races".formatted(questions.size(), lost), e);
                }
            }
        }
    }

    private List<Outcome> decide(List<Question> questions) {
        gate.passTogether();
        var today = Paris.today(clock);
        var thresholds = fraudRules.on(today);
        var batch = new Batch(
                store.requests(questions.stream().map(Question::id).toList()),
                unknownCodes.among(questions.stream().map(Question::by).toList(), thresholds),
                thresholds);
        var open = questions.stream().filter(batch::isOpen).toList();
        var asked =
                open.stream().flatMap(question -> question.services().stream()).toList();
        var services = facts.services(asked, today).iterator();
        var vouchers = facts.vouchers(asked, today).iterator();
        var outcomes = new ArrayList<Outcome>();
        for (var question : questions) {
            outcomes.add(
                    batch.isOpen(question)
                            ? batch.answer(
                                    question,
                                    question.services().stream()
                                            .map(_ -> services.next())
                                            .toList(),
                                    question.services().stream()
                                            .map(_ -> vouchers.next())
                                            .toList())
                            : batch.earlier(question));
        }
        batch.write(today);
        return outcomes;
    }

    /** The requests of one transaction, answered one after the other, and what will be written of them. */
    private final class Batch {
        private final Map<UUID, Request> earlier;
        private final Tries tries;
        private final Thresholds thresholds;
        private final SpentMeanwhile meanwhile = new SpentMeanwhile();
        private final Map<UUID, Request> answered = new HashMap<>();
        private final List<Spent> spent = new ArrayList<>();
        private final HashSet<Long> inferred = new HashSet<>();
        private final Map<PostingKey, UUID> validations = new HashMap<>();

        Batch(Map<UUID, Request> earlier, Tries tries, Thresholds thresholds) {
            this.earlier = earlier;
            this.tries = tries;
            this.thresholds = thresholds;
        }

        boolean isOpen(Question question) {
            return !earlier.containsKey(question.id());
        }

        Outcome earlier(Question question) {
            var request = Optional.ofNullable(earlier.get(question.id()))
                    .or(() -> Optional.ofNullable(answered.get(question.id())))
                    .orElseThrow();
            return request.isSame(question.provider(), question.digest())
                    ? new Outcome.Answered(request.answer())
                    : new Outcome.Refused(RequestReason.SAME_ID_OTHER_CONTENT);
        }

        Outcome answer(Question question, List<ActFacts> services, List<List<VoucherFacts>> known) {
            if (answered.containsKey(question.id())) {
                return earlier(question);
            }
            if (tries.isStopped(question.by())) {
                return new Outcome.Refused(RequestReason.ACCOUNT_STOPPED);
            }
            var vouchers = meanwhile.seenBy(question.services(), known);
            var decisions = new ArrayList<Decision>();
            for (int i = 0; i < services.size(); i++) {
                var decision = Decide.decide(services.get(i), vouchers.get(i), thresholds);
                if (decision instanceof Decision.Accepted
                        && services.get(i).downstreamFee().isEmpty()) {
                    return new Outcome.Refused(RequestReason.NO_RATE_DECIDED);
                }
                decisions.add(decision);
            }
            for (int i = 0; i < services.size(); i++) {
                meanwhile.remember(question.services().get(i), decisions.get(i));
                spend(question, i, services.get(i), decisions.get(i));
            }
            tries.count(question.by(), question.place(), decisions);
            var answer = new Answer(
                    question.id(), decisions.stream().map(ServiceAnswer::of).toList());
            answered.put(question.id(), new Request(question.provider().value(), question.digest(), answer));
            return new Outcome.Answered(answer);
        }

        private void spend(Question question, int act, ActFacts service, Decision decision) {
            if (decision instanceof Decision.Accepted accepted) {
                for (var voucher : accepted.vouchers()) {
                    spent.add(spent(question, act, service, accepted, voucher));
                    if (voucher.isInStock()) {
                        inferred.add(voucher.booklet());
                    }
                }
            }
        }

        private Spent spent(Question question, int act, ActFacts service, Decision.Accepted accepted, Known voucher) {
            boolean held = accepted.hold().isPresent();
            return new Spent(
                    voucher.number(),
                    voucher.attempt(),
                    question.id(),
                    act,
                    service.provider(),
                    service.place(),
                    voucher.terms().order(),
                    voucher.terms().lot(),
                    service.service(),
                    service.day(),
                    held ? Optional.empty() : Optional.of(service.day()),
                    held ? Optional.empty() : Optional.of(validation(service, voucher)),
                    voucher.terms().faceValue(),
                    accepted.price(),
                    service.downstreamFee().orElseThrow(),
                    question.services().get(act).given().mediator(),
                    question.by().reference(),
                    accepted.hold());
        }

        /** The posting that a voucher will be part of: one for each day, provider and order of the transaction. */
        private UUID validation(ActFacts service, Known voucher) {
            return validations.computeIfAbsent(
                    new PostingKey(
                            service.day(), service.provider(), voucher.terms().order()),
                    _ -> UUID.randomUUID());
        }

        void write(LocalDate today) {
            if (store.insert(spent) < spent.size() || store.keep(answered.values()) < answered.size()) {
                throw new RaceLost();
            }
            handOvers.infer(inferred, today);
            postings.post(spent);
            tries.write();
        }
    }

    private record PostingKey(LocalDate on, UUID provider, UUID order) {}
}

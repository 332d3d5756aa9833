package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WorkWaiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What settlement has that waits: months and payments for the treasurer, an account to mend for a provider. */
@Component
class SettlementWork implements WorkWaiting {

    private static final String PATH = "/fin-de-mois";

    private final MonthEnds monthEnds;
    private final PayProviders payProviders;
    private final OwedToProviders owed;
    private final LineDisputes disputes;

    SettlementWork(MonthEnds monthEnds, PayProviders payProviders, OwedToProviders owed, LineDisputes disputes) {
        this.monthEnds = monthEnds;
        this.payProviders = payProviders;
        this.owed = owed;
        this.disputes = disputes;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        if (actor.has(Role.TREASURER)) {
            for (var month : monthEnds.waiting()) {
                work.add(new Waiting(
                        Language.say("Arrêter ", "Close ") + Language.say(month.month()),
                        Language.say("%s de chèques.", "%s of vouchers.").formatted(Language.say(month.face())),
                        PATH,
                        Optional.of(month.dueOn())));
            }
            payProviders
                    .waiting()
                    .ifPresent(total -> work.add(new Waiting(
                            Language.say("Payer les structures", "Pay the providers"),
                            Language.say("%s à virer.", "%s to transfer.").formatted(Language.say(total)),
                            PATH)));
        }
        if (actor.has(Role.COOP_CONTROLLER)) {
            disputes.waiting()
                    .forEach(dispute -> work.add(new Waiting(
                            Language.say("Répondre à une contestation", "Answer a dispute"),
                            Language.say("Relevé %s, chèque %s.", "Statement %s, voucher %s.")
                                    .formatted(
                                            dispute.statement(),
                                            dispute.redemption().serial()),
                            "/releves/" + dispute.statement() + "#contestations",
                            Optional.of(dispute.answerDueOn()))));
        }
        if (actor.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)) {
            actor.organisation()
                    .ifPresent(own -> owed.now(own).statements().stream()
                            .filter(statement ->
                                    StatementWords.style(statement.state()).equals("stopped"))
                            .forEach(statement -> work.add(new Waiting(
                                    Language.say("Relevé %s : %s", "Statement %s: %s")
                                            .formatted(statement.number(), Sentences.of(statement.state())),
                                    StatementWords.why(statement),
                                    "/releves/" + statement.number()))));
        }
        return work;
    }
}

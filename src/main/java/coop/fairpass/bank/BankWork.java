package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What waits at the bank: a shortfall first, then runs, lines that nobody recognised, accounts to approve. */
@Component
class BankWork implements WorkWaiting {

    private static final int MOST = 200;

    private final SegregatedFunds funds;
    private final PaymentRuns runs;
    private final BankEntries entries;
    private final BankSights sights;
    private final PayeeVerifications verifications;

    BankWork(
            SegregatedFunds funds,
            PaymentRuns runs,
            BankEntries entries,
            BankSights sights,
            PayeeVerifications verifications) {
        this.funds = funds;
        this.runs = runs;
        this.entries = entries;
        this.sights = sights;
        this.verifications = verifications;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        if (!actor.has(Role.TREASURER)) {
            return work;
        }
        funds.openIncident()
                .ifPresent(incident -> work.add(new Waiting(
                        Language.say("Incident de couverture", "Coverage incident"),
                        Language.say("Il a manqué %s le %s.", "%s was missing on %s.")
                                .formatted(Language.say(incident.gap().negated()), Language.say(incident.openedAt())),
                        "/banque#couverture")));
        for (var run : runs.all()) {
            boolean isToApprove = run.state() == RunState.PREPARED
                    && !runs.approvedBy(run.id()).contains(actor.reference());
            if (isToApprove || run.state() == RunState.APPROVED) {
                work.add(new Waiting(
                        isToApprove
                                ? Language.say("Approuver un ordre de virement", "Approve a credit transfer order")
                                : Language.say("Envoyer un ordre de virement", "Send a credit transfer order"),
                        "%s, %s, %s."
                                .formatted(
                                        run.label(),
                                        Language.say(
                                                Plural.of(run.transfers(), "virement", "virements"),
                                                Plural.english(run.transfers(), "credit transfer", "credit transfers")),
                                        Language.say(run.total())),
                        "/banque/ordres/" + run.id()));
            }
        }
        for (var run : verifications.runsToDecide()) {
            work.add(new Waiting(
                    Language.say("Décider d’un nom", "Decide on a name"),
                    Language.say(
                            "La banque d’un bénéficiaire ne reconnaît pas tout à fait son nom.",
                            "A payee’s bank does not quite recognise its name."),
                    "/banque/ordres/" + run + "#noms"));
        }
        var lines = new ArrayList<KnownEntry>();
        lines.addAll(entries.in(EntryState.PARKED, Optional.empty(), MOST));
        lines.addAll(entries.in(EntryState.TO_EXPLAIN, Optional.empty(), MOST));
        if (!lines.isEmpty()) {
            var total = lines.stream()
                    .map(line -> line.entry().amount())
                    .map(amount -> amount.isNegative() ? amount.negated() : amount)
                    .collect(Money.sum());
            work.add(new Waiting(
                    Language.say("Dire ce que sont des lignes de la banque", "Say what some bank lines are"),
                    "%s, %s."
                            .formatted(
                                    Language.say(
                                            Plural.of(lines.size(), "ligne", "lignes"),
                                            Plural.english(lines.size(), "line", "lines")),
                                    Language.say(total)),
                    "/banque#lignes"));
        }
        int accounts = sights.waiting().size();
        if (accounts > 0) {
            work.add(new Waiting(
                    Language.say("Vérifier des comptes bancaires", "Verify bank accounts"),
                    Language.say(
                            Plural.of(accounts, "compte attend.", "comptes attendent."),
                            Plural.english(accounts, "account waits.", "accounts wait.")),
                    "/banque/comptes"));
        }
        return work;
    }
}

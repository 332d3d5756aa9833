package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
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
                        "Incident de couverture",
                        "Il a manqué %s le %s."
                                .formatted(incident.gap().negated().french(), Paris.french(incident.openedAt())),
                        "/banque#couverture")));
        for (var run : runs.all()) {
            boolean isToApprove = run.state() == RunState.PREPARED
                    && !runs.approvedBy(run.id()).contains(actor.reference());
            if (isToApprove || run.state() == RunState.APPROVED) {
                work.add(new Waiting(
                        isToApprove ? "Approuver un ordre de virement" : "Envoyer un ordre de virement",
                        "%s, %s, %s."
                                .formatted(
                                        run.label(),
                                        Plural.of(run.transfers(), "virement", "virements"),
                                        run.total().french()),
                        "/banque/ordres/" + run.id()));
            }
        }
        for (var run : verifications.runsToDecide()) {
            work.add(new Waiting(
                    "Décider d’un nom",
                    "La banque d’un bénéficiaire ne reconnaît pas tout à fait son nom.",
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
                    "Dire ce que sont des lignes de la banque",
                    "%s, %s.".formatted(Plural.of(lines.size(), "ligne", "lignes"), total.french()),
                    "/banque#lignes"));
        }
        int accounts = sights.waiting().size();
        if (accounts > 0) {
            work.add(new Waiting(
                    "Vérifier des comptes bancaires",
                    Plural.of(accounts, "compte attend.", "comptes attendent."),
                    "/banque/comptes"));
        }
        return work;
    }
}

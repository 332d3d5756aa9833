package coop.fairpass.bank;

import coop.fairpass.bank.EntryClaimer.Proposal;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lines of our accounts, for people: what waits for a word, and what that word might be. */
@Component
public class BankEntries {

    /** A line that the bank announces and has not booked. */
    public record Announced(
            AccountKind account, EntryStatus status, Money amount, Optional<LocalDate> expectedOn, String text) {}

    private final Entries entries;
    private final Notifications notifications;
    private final List<EntryClaimer> claimers;
    private final RunStore runs;
    private final InternalTransferStore internalTransfers;
    private final JdbcClient jdbc;

    BankEntries(
            Entries entries,
            Notifications notifications,
            List<EntryClaimer> claimers,
            RunStore runs,
            InternalTransferStore internalTransfers,
            JdbcClient jdbc) {
        this.entries = entries;
        this.notifications = notifications;
        this.claimers = List.copyOf(claimers);
        this.runs = runs;
        this.internalTransfers = internalTransfers;
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<KnownEntry> find(UUID entry) {
        return entries.find(entry);
    }

    /** Lines in a state, the latest first; {@code after} is the last one seen, empty for the first page. */
    @Transactional(readOnly = true)
    public List<KnownEntry> in(EntryState state, Optional<UUID> after, int count) {
        return entries.in(state, after, count);
    }

    /** What the bank last announced and has not booked since, on each account: shown, never posted. */
    @Transactional(readOnly = true)
    public List<Announced> announced() {
        return jdbc.sql("""
                        SELECT s.account, a.status, a.amount_cents, a.expected_on, a.text
                          FROM bank.announced a
                          JOIN bank.statement s ON s.id = a.statement
                         WHERE s.link = (SELECT max(l.link) FROM bank.statement l WHERE l.iban = s.iban)
                           AND NOT EXISTS (SELECT 1 FROM bank.entry e WHERE e.key = a.key)
                         ORDER BY s.account, a.rank
                        """)
                .query((row, _) -> new Announced(
                        AccountKind.valueOf(row.getString("account")),
                        EntryStatus.valueOf(row.getString("status")),
                        Money.cents(row.getLong("amount_cents")),
                        Optional.ofNullable(row.getObject("expected_on", LocalDate.class)),
                        row.getString("text")))
                .list();
    }

    /** What a line that waits for a person may be, best first; the person decides. */
    @Transactional(readOnly = true)
    public List<Proposal> proposals(UUID entry) {
        return entries.find(entry).map(known -> proposals(entry, known)).orElse(List.of());
    }

    private List<Proposal> proposals(UUID id, KnownEntry known) {
        return switch (known.state()) {
            case RECOGNISED, OUTSIDE -> List.of();
            case PARKED -> {
                var facts = notifications.complete(entries.facts(id));
                var proposals = new ArrayList<>(internal(facts));
                claimers.forEach(claimer -> proposals.addAll(claimer.proposals(facts.entry(), known.parked())));
                yield proposals;
            }
            case TO_EXPLAIN -> {
                var facts = entries.facts(id);
                var proposals = new ArrayList<>(internal(facts));
                proposals.addAll(underWay(facts));
                yield proposals;
            }
        };
    }

    private List<Proposal> internal(EntryFacts facts) {
        return internalTransfers.open().stream()
                .filter(InternalTransferLegs.fits(facts))
                .map(transfer -> new Proposal(
                        transfer.endToEndId(),
                        transfer.amount(),
                        Language.say("virement interne de ce montant", "internal transfer of this amount")))
                .toList();
    }

    private List<Proposal> underWay(EntryFacts facts) {
        if (facts.entry().amount().isPositive()) {
            return List.of();
        }
        return runs.underWay(facts.entry().account()).stream()
                .filter(transfer -> transfer.amount().equals(facts.unsigned()))
                .map(transfer -> new Proposal(transfer.endToEndId(), transfer.amount(), why(facts, transfer)))
                .toList();
    }

    private static String why(EntryFacts facts, RunTransfer transfer) {
        return facts.counterparty().filter(transfer.iban()::equals).isPresent()
                ? Language.say(
                        "virement en cours de ce montant, vers ce compte",
                        "credit transfer under way of this amount, to this account")
                : Language.say("virement en cours de ce montant", "credit transfer under way of this amount");
    }
}

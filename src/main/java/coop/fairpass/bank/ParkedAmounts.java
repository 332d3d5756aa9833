package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is parked of each entry, and who took what of it. Until it is booked, an amount on its way back to its sender is
 * still in the books and no longer free.
 */
@Component
class ParkedAmounts implements ParkedMoney {

    /** What parked money proved to be. */
    enum TakenAs {
        IDENTIFIED,
        INTEREST,
        REPAYMENT,
        INTERNAL_TRANSFER,
        GIVEN_BACK
    }

    /** An amount on its way back. */
    record OnItsWay(UUID transfer, UUID entry, Money amount) {}

    private final Entries entries;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Clock clock;

    /** A part that was taken: as what, how much, and the act that took it. */
    record Taken(TakenAs as, Money amount, String reference) {}

    ParkedAmounts(Entries entries, JdbcClient jdbc, NamedParameterJdbcOperations batches, Clock clock) {
        this.entries = entries;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Parked> lock(UUID entry) {
        jdbc.sql("SELECT entry FROM bank.parked WHERE entry = :entry FOR UPDATE")
                .param("entry", entry)
                .query(UUID.class)
                .optional();
        var left = left(entry);
        return left.isPositive() ? Optional.of(new Parked(entries.get(entry).entry(), left)) : Optional.empty();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(UUID entry, Money amount) {
        take(entry, amount, TakenAs.IDENTIFIED, "");
    }

    void take(UUID entry, Money amount, TakenAs as, String reference) {
        jdbc.sql("""
                        INSERT INTO bank.parked_take (entry, place, kind, amount_cents, reference, taken_at)
                        SELECT :entry, count(*) + 1, :kind, :amount, :reference, :at
                          FROM bank.parked_take
                         WHERE entry = :entry
                        """)
                .param("entry", entry)
                .param("kind", as.name())
                .param("amount", amount.cents())
                .param("reference", reference)
                .param("at", now())
                .update();
        restate(entry);
    }

    /** What an act, known by its id, has already taken; its reference begins with that id. */
    Optional<Taken> taken(UUID entry, UUID act) {
        return jdbc.sql("""
                        SELECT kind, amount_cents, reference
                          FROM bank.parked_take
                         WHERE entry = :entry
                           AND starts_with(reference, :act)
                        """)
                .param("entry", entry)
                .param("act", act.toString())
                .query((row, _) -> new Taken(
                        TakenAs.valueOf(row.getString("kind")),
                        Money.cents(row.getLong("amount_cents")),
                        row.getString("reference")))
                .optional();
    }

    /** Why an amount of what is parked cannot be taken, if so; locks what is parked. */
    Optional<ExplanationReason> refusal(UUID entry, Money amount) {
        var found = lock(entry);
        if (found.isEmpty()) {
            return Optional.of(ExplanationReason.NOTHING_PARKED);
        }
        return amount.isPositive() && !amount.isMoreThan(found.get().amount())
                ? Optional.empty()
                : Optional.of(ExplanationReason.MORE_THAN_PARKED);
    }

    /** What is left for a person; nothing when it was never parked. */
    Money left(UUID entry) {
        return Money.cents(jdbc.sql("SELECT left_cents FROM bank.parked_left WHERE entry = :entry")
                .param("entry", entry)
                .query(Long.class)
                .optional()
                .orElse(0L));
    }

    /** Parks what nobody recognised of these lines; M08 is the caller's. */
    void park(Map<EntryFacts, Money> unclaimed) {
        batches.batchUpdate(
                "INSERT INTO bank.parked (entry, account, amount_cents) VALUES (:entry, :account, :cents)",
                unclaimed.entrySet().stream()
                        .map(left -> row(left.getKey().entry(), left.getValue()))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Parks an amount of one line; M08 is the caller's. */
    void park(BookedEntry entry, Money amount) {
        batches.update(
                "INSERT INTO bank.parked (entry, account, amount_cents) VALUES (:entry, :account, :cents)",
                row(entry, amount));
    }

    private static SqlParameterSource row(BookedEntry entry, Money amount) {
        return new MapSqlParameterSource()
                .addValue("entry", entry.id())
                .addValue("account", entry.account().name())
                .addValue("cents", amount.cents());
    }

    // ── On their way back ────────────────────────────────────────────────────────────────────────────────────────

    void sendBack(UUID transfer, UUID entry, Money amount, String by) {
        jdbc.sql("""
                        INSERT INTO bank.parked_return (transfer, entry, amount_cents, state, asked_at, asked_by)
                        VALUES (:transfer, :entry, :amount, 'ON_ITS_WAY', :at, :by)
                        """)
                .param("transfer", transfer)
                .param("entry", entry)
                .param("amount", amount.cents())
                .param("at", now())
                .param("by", by)
                .update();
        restate(entry);
    }

    OnItsWay onItsWay(UUID transfer) {
        return jdbc.sql("""
                        SELECT transfer, entry, amount_cents
                          FROM bank.parked_return
                         WHERE transfer = :transfer
                           FOR UPDATE
                        """)
                .param("transfer", transfer)
                .query((row, _) -> new OnItsWay(
                        row.getObject("transfer", UUID.class),
                        row.getObject("entry", UUID.class),
                        Money.cents(row.getLong("amount_cents"))))
                .single();
    }

    /** It did not leave: it is free again. */
    void giveUp(OnItsWay back) {
        move(back, "GIVEN_UP");
        restate(back.entry());
    }

    /** It left. */
    void gone(OnItsWay back) {
        move(back, "BOOKED");
        take(back.entry(), back.amount(), TakenAs.GIVEN_BACK, back.transfer().toString());
    }

    private void move(OnItsWay back, String state) {
        jdbc.sql("UPDATE bank.parked_return SET state = :state WHERE transfer = :transfer")
                .param("state", state)
                .param("transfer", back.transfer())
                .update();
    }

    private void restate(UUID entry) {
        entries.restate(entry, left(entry).isPositive() ? EntryState.PARKED : EntryState.RECOGNISED);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

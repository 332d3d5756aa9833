package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of our accounts: every one that was read, and the chain of those that are proven. */
@Component
class StatementChain {

    /**
     * One proven statement.
     *
     * @param opening where the lines it brought begin: the closing balance of the one before
     */
    record Link(int number, Money opening, Money closing, LocalDate closingOn) {}

    /** Where a statement stands in a reading. */
    record Place(UUID reading, int rank) {}

    private final JdbcClient jdbc;

    StatementChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes other imports of an account wait for the caller's transaction. */
    void lock(AccountKind account) {
        jdbc.sql("SELECT pg_advisory_xact_lock(512, :account)")
                .param(
                        "account",
                        switch (account) {
                            case SEGREGATED -> 200;
                            case OPERATING -> 100;
                        })
                .query((_, _) -> 0)
                .single();
    }

    Optional<Link> last(OwnAccounts.Entered ours) {
        return jdbc.sql("""
                        SELECT link, opening_cents, closing_cents, closing_on
                          FROM bank.statement
                         WHERE iban = :iban AND link IS NOT NULL
                         ORDER BY link DESC
                         LIMIT 1
                        """)
                .param("iban", ours.iban().value())
                .query((row, _) -> new Link(
                        row.getInt("link"),
                        Money.cents(row.getLong("opening_cents")),
                        Money.cents(row.getLong("closing_cents")),
                        row.getObject("closing_on", LocalDate.class)))
                .optional();
    }

    boolean isBegun(OwnAccounts.Entered ours) {
        return last(ours).isPresent();
    }

    /** Whether a proven statement has that number of the bank's. */
    boolean hasSequence(OwnAccounts.Entered ours, String sequence) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM bank.statement
                             WHERE iban = :iban AND sequence = :sequence AND outcome = 'PROVEN')
                        """)
                .param("iban", ours.iban().value())
                .param("sequence", sequence)
                .query(Boolean.class)
                .single();
    }

    /** Whether the bank has stated, and we have proven, what an account held on a day or later. */
    boolean isProvenOn(AccountKind account, LocalDate day) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM bank.statement
                             WHERE account = :account AND outcome = 'PROVEN' AND closing_on >= :day)
                        """)
                .param("account", account.name())
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    UUID proven(Place place, BankStatement statement, OwnAccounts.Entered ours, Link link) {
        return insert(place, statement, ours, StatementOutcome.PROVEN, Optional.of(link), Optional.empty());
    }

    UUID setAside(Place place, BankStatement statement, OwnAccounts.Entered ours, Continuity.Outcome.NotProven why) {
        return insert(place, statement, ours, StatementOutcome.QUARANTINED, Optional.empty(), Optional.of(why));
    }

    /** A statement that brought nothing to the chain: known already, or a notification. */
    UUID kept(Place place, BankStatement statement, OwnAccounts.Entered ours, StatementOutcome outcome) {
        return insert(place, statement, ours, outcome, Optional.empty(), Optional.empty());
    }

    private UUID insert(
            Place place,
            BankStatement statement,
            OwnAccounts.Entered ours,
            StatementOutcome outcome,
            Optional<Link> link,
            Optional<Continuity.Outcome.NotProven> why) {
        var id = EntryId.part(place.reading(), Integer.toString(place.rank()));
        jdbc.sql("""
                        INSERT INTO bank.statement (id, reading, rank, account, iban, bank_id, sequence, outcome, problem,
                               expected_cents, found_cents, opening_cents, closing_cents, closing_on, link)
                        VALUES (:id, :reading, :rank, :account, :iban, :bank_id, :sequence, :outcome, :problem,
                               :expected, :found, :opening, :closing, :closing_on, :link)
                        """)
                .param("id", id)
                .param("reading", place.reading())
                .param("rank", place.rank())
                .param("account", ours.kind().name())
                .param("iban", ours.iban().value())
                .param("bank_id", statement.id())
                .param("sequence", statement.sequence().orElse(null), Types.VARCHAR)
                .param("outcome", outcome.name())
                .param("problem", why.map(reason -> reason.problem().name()).orElse(null), Types.VARCHAR)
                .param("expected", cents(why.flatMap(Continuity.Outcome.NotProven::expected)), Types.BIGINT)
                .param("found", cents(why.flatMap(Continuity.Outcome.NotProven::found)), Types.BIGINT)
                .param("opening", cents(link.map(Link::opening).or(() -> amount(statement.opening()))), Types.BIGINT)
                .param("closing", cents(amount(statement.closing())), Types.BIGINT)
                .param("closing_on", statement.closing().map(Balance::date).orElse(null), Types.DATE)
                .param("link", link.map(Link::number).orElse(null), Types.INTEGER)
                .update();
        return id;
    }

    private static Optional<Money> amount(Optional<Balance> balance) {
        return balance.map(Balance::amount);
    }

    @SuppressWarnings("NullAway") // SQL says absence with null
    private static Long cents(Optional<Money> amount) {
        return amount.map(Money::cents).orElse(null);
    }
}

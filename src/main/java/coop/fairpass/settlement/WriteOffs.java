package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Dettes abandonnées : what was asked to be written off of a provider's debt, and what another person decided. */
@Component
public class WriteOffs {

    /** Whether another person agreed; nothing is posted but for {@link #AGREED}. */
    public enum WriteOffState {
        ASKED,
        AGREED,
        DECLINED
    }

    /** One request. */
    public record WriteOff(
            UUID id,
            OrganisationId provider,
            Money amount,
            String reason,
            Instant askedAt,
            String askedBy,
            WriteOffState state,
            Optional<Instant> decidedAt) {}

    /** A provider whose account is below zero, and by how much. */
    public record Debtor(OrganisationId provider, String name, Money debt) {}

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

    WriteOffs(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What a provider owes in the books; zero or less when it owes nothing. */
    @Transactional(readOnly = true)
    public Money debtOf(Organisation provider) {
        return ledger.balance(Account.OWED_TO_PROVIDERS, ProviderAccount.of(provider));
    }

    /** Those who owe something in the books, the largest debt first. */
    @Transactional(readOnly = true)
    public List<Debtor> debtors() {
        return jdbc.sql("""
                        SELECT p.id, p.legal_name, b.balance_cents
                          FROM ledger.balance_of_entries b
                          JOIN directory.organisation_name p
                               ON b.auxiliary_code = 'P' || to_char(p.number, 'FM9999990000')
                         WHERE b.account = 467200 AND b.balance_cents > 0
                         ORDER BY b.balance_cents DESC, p.legal_name
                        """)
                .query((row, _) -> new Debtor(
                        new OrganisationId(row.getObject("id", UUID.class)),
                        row.getString("legal_name"),
                        Money.cents(row.getLong("balance_cents"))))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<WriteOff> find(UUID id) {
        return jdbc.sql("SELECT * FROM settlement.write_off WHERE id = :id")
                .param("id", id)
                .query((row, _) -> writeOff(row))
                .optional();
    }

    /** All of them, those that wait first, then the last decided. */
    @Transactional(readOnly = true)
    public List<WriteOff> all() {
        return jdbc.sql("SELECT * FROM settlement.write_off ORDER BY decided_at DESC NULLS FIRST, asked_at DESC, id")
                .query((row, _) -> writeOff(row))
                .list();
    }

    /** False when another request of the provider waits already. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean ask(UUID id, OrganisationId provider, Money amount, String reason, Actor by) {
        return jdbc.sql("""
                        INSERT INTO settlement.write_off (id, provider, amount_cents, reason, asked_at, asked_by)
                        VALUES (:id, :provider, :amount, :reason, :at, :by)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("provider", provider.value())
                        .param("amount", amount.cents())
                        .param("reason", reason)
                        .param("at", now())
                        .param("by", by.reference())
                        .update()
                == 1;
    }

    /** False when it is decided already. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean decide(UUID id, boolean agreed, Actor by) {
        return jdbc.sql("""
                        UPDATE settlement.write_off
                           SET decided_at = :at, decided_by = :by, is_agreed = :agreed
                         WHERE id = :id AND decided_at IS NULL
                        """)
                        .param("at", now())
                        .param("by", by.reference())
                        .param("agreed", agreed)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static WriteOff writeOff(ResultSet row) {
        try {
            var decidedAt = Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
            return new WriteOff(
                    row.getObject("id", UUID.class),
                    new OrganisationId(row.getObject("provider", UUID.class)),
                    Money.cents(row.getLong("amount_cents")),
                    row.getString("reason"),
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                    row.getString("asked_by"),
                    decidedAt.isEmpty()
                            ? WriteOffState.ASKED
                            : row.getBoolean("is_agreed") ? WriteOffState.AGREED : WriteOffState.DECLINED,
                    decidedAt);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package coop.fairpass.directory;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.BankAccount.BankAccountState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Comptes bancaires of payees: declared by one person, validated by another, frozen when a transfer comes back or a
 * change is asked, and only usable after some days when they replace another, because that is how money is stolen
 * (R-108, R-150, domain F12).
 */
@Component
public class BankAccounts {

    /** Days a changed account waits after its validation before money may go there. */
    public static final int COOLING_DAYS = 5;

    /** Whether an organisation can be paid on a day. */
    public sealed interface Payability {
        record Payable(BankAccount account) implements Payability {}

        record NotPayable(PayabilityReason reason) implements Payability {}
    }

    /** Why money cannot go to an organisation today. */
    public enum PayabilityReason {
        NO_ACCOUNT,
        NOT_VALIDATED,
        FROZEN,
        COOLING
    }

    public sealed interface Outcome {
        record Done(BankAccount account) implements Outcome {}

        record Refused(BankAccountReason reason) implements Outcome {}
    }

    /**
     * Somebody declared an account, in the transaction that is under way.
     *
     * @param replaces whether money went to another one until now
     */
    public record Declared(BankAccount account, boolean replaces) {}

    /** A second person validated an account, in the transaction that is under way. */
    public record Validated(BankAccount account) {}

    /** A declared account was refused, in the transaction that is under way. */
    public record Refused(BankAccount account, String why) {}

    /** Why a bank account is not declared or not validated. */
    public enum BankAccountReason {
        NOT_ALLOWED,
        UNKNOWN_ACCOUNT,
        HOLDER_MISSING,
        ID_TAKEN,
        SAME_PERSON,
        NOT_WAITING,
        WHY_MISSING
    }

    private static final String COLUMNS = """
            SELECT id, organisation, iban, bic, holder_name, state, usable_from, frozen_because
              FROM directory.bank_account
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BankAccounts(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Declares an account; from now on the one it would replace receives nothing more (frozen at each change). */
    @Transactional
    public Outcome declare(
            UUID id, OrganisationId organisation, Iban iban, Optional<Bic> bic, String holderName, Actor by) {
        var holder = holderName.strip();
        if (holder.isEmpty() || holder.length() > 140) {
            return new Outcome.Refused(BankAccountReason.HOLDER_MISSING);
        }
        lock(organisation);
        var known = find(id);
        if (known.isPresent()) {
            return known.get().iban().equals(iban) && known.get().organisation().equals(organisation)
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(BankAccountReason.ID_TAKEN);
        }
        int stopped = jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'FROZEN', frozen_because = 'CHANGE_ASKED'
                         WHERE organisation = :organisation AND state = 'VALIDATED'
                        """).param("organisation", organisation.value()).update();
        jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'RETIRED'
                         WHERE organisation = :organisation AND state = 'DECLARED'
                        """).param("organisation", organisation.value()).update();
        jdbc.sql("""
                        INSERT INTO directory.bank_account (id, organisation, iban, bic, holder_name, state,
                               declared_by, declared_at)
                        VALUES (:id, :organisation, :iban, :bic, :holder_name, 'DECLARED', :declared_by, :declared_at)
                        """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("iban", iban.value())
                .param("bic", bic.map(Bic::value).orElse(null))
                .param("holder_name", holder)
                .param("declared_by", by.reference())
                .param("declared_at", now())
                .update();
        var declared = get(id);
        events.publishEvent(new Declared(declared, stopped > 0));
        return new Outcome.Done(declared);
    }

    /**
     * A second person validates an account, declared or frozen. The first account of an organisation can be used at
     * once, and so can one that was frozen and is confirmed unchanged; a replacement waits {@value #COOLING_DAYS} days.
     */
    @Transactional
    public Outcome validate(UUID id, Actor by) {
        if (!by.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(BankAccountReason.NOT_ALLOWED);
        }
        var account = find(id);
        if (account.isEmpty()) {
            return new Outcome.Refused(BankAccountReason.UNKNOWN_ACCOUNT);
        }
        lock(account.get().organisation());
        var current = get(id);
        if (current.state() != BankAccountState.DECLARED && current.state() != BankAccountState.FROZEN) {
            return new Outcome.Refused(BankAccountReason.NOT_WAITING);
        }
        var declaredBy = jdbc.sql("SELECT declared_by FROM directory.bank_account WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        if (declaredBy.equals(by.reference())) {
            return new Outcome.Refused(BankAccountReason.SAME_PERSON);
        }
        boolean replaces = current.state() == BankAccountState.DECLARED
                && jdbc.sql("""
                                SELECT EXISTS (
                                    SELECT 1 FROM directory.bank_account
                                     WHERE organisation = :organisation AND id <> :id AND validated_at IS NOT NULL)
                                """)
                        .param("organisation", current.organisation().value())
                        .param("id", id)
                        .query(Boolean.class)
                        .single();
        var today = Paris.today(clock);
        jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'RETIRED'
                         WHERE organisation = :organisation AND id <> :id AND state <> 'RETIRED'
                        """)
                .param("organisation", current.organisation().value())
                .param("id", id)
                .update();
        jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'VALIDATED', validated_by = :validated_by, validated_at = :validated_at,
                               usable_from = :usable_from, frozen_because = NULL
                         WHERE id = :id
                        """)
                .param("id", id)
                .param("validated_by", by.reference())
                .param("validated_at", now())
                .param("usable_from", replaces ? today.plusDays(COOLING_DAYS) : today)
                .update();
        var validated = get(id);
        events.publishEvent(new Validated(validated));
        return new Outcome.Done(validated);
    }

    /**
     * Refuses an account that was declared, with a reason that its organisation reads: nothing ever goes there. The one
     * it would have replaced stays frozen until it is validated again, for a change was asked in its name.
     */
    @Transactional
    public Outcome refuse(UUID id, String why, Actor by) {
        if (!by.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(BankAccountReason.NOT_ALLOWED);
        }
        var account = find(id);
        if (account.isEmpty()) {
            return new Outcome.Refused(BankAccountReason.UNKNOWN_ACCOUNT);
        }
        if (why.isBlank()) {
            return new Outcome.Refused(BankAccountReason.WHY_MISSING);
        }
        lock(account.get().organisation());
        int refused = jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'RETIRED', refused_because = :why, refused_by = :by, refused_at = :at
                         WHERE id = :id AND state = 'DECLARED'
                        """)
                .param("why", why.strip())
                .param("by", by.reference())
                .param("at", now())
                .param("id", id)
                .update();
        if (refused == 0) {
            return isRefused(id) ? new Outcome.Done(get(id)) : new Outcome.Refused(BankAccountReason.NOT_WAITING);
        }
        events.publishEvent(new Refused(get(id), why.strip()));
        return new Outcome.Done(get(id));
    }

    private boolean isRefused(UUID id) {
        return jdbc.sql("SELECT refused_at IS NOT NULL FROM directory.bank_account WHERE id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The bank sent a transfer back, or someone doubts: nothing more goes there until it is validated again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(UUID id, String because) {
        jdbc.sql("""
                        UPDATE directory.bank_account
                           SET state = 'FROZEN', frozen_because = :because
                         WHERE id = :id AND state = 'VALIDATED'
                        """).param("id", id).param("because", because).update();
    }

    /** Whether money may go to an organisation on a day, and where. */
    @Transactional(readOnly = true)
    public Payability payability(OrganisationId organisation, LocalDate day) {
        return payability(of(organisation), day);
    }

    /** The same for many organisations. */
    @Transactional(readOnly = true)
    public Map<OrganisationId, Payability> payability(Collection<OrganisationId> organisations, LocalDate day) {
        var accounts = jdbc
                .sql(COLUMNS + " WHERE organisation = ANY (:organisations::uuid[]) ORDER BY declared_at DESC, id")
                .param(
                        "organisations",
                        organisations.stream().map(OrganisationId::toString).toArray(String[]::new))
                .query((row, _) -> account(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(BankAccount::organisation));
        return organisations.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), one -> payability(accounts.getOrDefault(one, List.of()), day)));
    }

    private static Payability payability(List<BankAccount> accounts, LocalDate day) {
        var live = accounts.stream()
                .filter(account -> account.state() != BankAccountState.RETIRED)
                .toList();
        var validated = live.stream()
                .filter(account -> account.state() == BankAccountState.VALIDATED)
                .findFirst();
        if (validated.isPresent()) {
            return validated
                            .get()
                            .usableFrom()
                            .filter(from -> from.isAfter(day))
                            .isPresent()
                    ? new Payability.NotPayable(PayabilityReason.COOLING)
                    : new Payability.Payable(validated.get());
        }
        if (live.stream().anyMatch(account -> account.state() == BankAccountState.FROZEN)) {
            return new Payability.NotPayable(PayabilityReason.FROZEN);
        }
        return new Payability.NotPayable(live.isEmpty() ? PayabilityReason.NO_ACCOUNT : PayabilityReason.NOT_VALIDATED);
    }

    @Transactional(readOnly = true)
    public Optional<BankAccount> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> account(row))
                .optional();
    }

    /** Those versions that exist, by id. */
    @Transactional(readOnly = true)
    public Map<UUID, BankAccount> find(Collection<UUID> ids) {
        return jdbc
                .sql(COLUMNS + " WHERE id = ANY (:ids::uuid[])")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> account(row))
                .list()
                .stream()
                .collect(Collectors.toMap(BankAccount::id, Function.identity()));
    }

    private BankAccount get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no bank account " + id));
    }

    /** All versions of an organisation's account, the latest first. */
    @Transactional(readOnly = true)
    public List<BankAccount> of(OrganisationId organisation) {
        return jdbc.sql(COLUMNS + " WHERE organisation = :organisation ORDER BY declared_at DESC, id")
                .param("organisation", organisation.value())
                .query((row, _) -> account(row))
                .list();
    }

    /** Accounts that wait for a second person. */
    @Transactional(readOnly = true)
    public List<BankAccount> waiting() {
        return jdbc.sql(COLUMNS + " WHERE state IN ('DECLARED', 'FROZEN') ORDER BY declared_at, id")
                .query((row, _) -> account(row))
                .list();
    }

    private void lock(OrganisationId organisation) {
        jdbc.sql("SELECT id FROM directory.organisation WHERE id = :id FOR UPDATE")
                .param("id", organisation.value())
                .query(UUID.class)
                .optional();
    }

    private static BankAccount account(ResultSet row) throws SQLException {
        return new BankAccount(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getObject("organisation", UUID.class)),
                Iban.of(row.getString("iban")),
                Optional.ofNullable(row.getString("bic")).map(Bic::of),
                row.getString("holder_name"),
                BankAccountState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("usable_from", LocalDate.class)),
                Optional.ofNullable(row.getString("frozen_because")));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

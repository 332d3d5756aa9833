package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Ledger.Entry;
import coop.fairpass.ledger.Movement;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remboursements : what a provider paid back of its debt, or was let off (M09, M33, M34). Each is taken into one
 * statement, whose carry-over it lifts, so that what was paid back is not withheld again (money-and-law §8).
 */
@Component
public class Repayments {

    private static final Set<Movement> MOVEMENTS = Set.of(Movement.M09, Movement.M33, Movement.M34);

    /** One repayment, as the books have it; {@code movement} and {@code cause} name it. */
    public record Repayment(Movement movement, UUID cause, LocalDate receivedOn, Money amount) {

        /** What a statement calls it; French, as all that is printed. */
        String label() {
            return (movement == Movement.M34 ? "Dette abandonnée le %s" : "Remboursement reçu le %s")
                    .formatted(Paris.french(receivedOn));
        }
    }

    private final Ledger ledger;
    private final NamedParameterJdbcTemplate named;
    private final JdbcClient jdbc;

    Repayments(Ledger ledger, NamedParameterJdbcTemplate named, JdbcClient jdbc) {
        this.ledger = ledger;
        this.named = named;
        this.jdbc = jdbc;
    }

    /** Those that no statement has taken yet, of each provider that has some, the first received first. */
    @Transactional(readOnly = true)
    public Map<OrganisationId, List<Repayment>> waiting(Collection<Organisation> providers) {
        var byCode = providers.stream().collect(Collectors.toMap(Organisation::providerCode, Function.identity()));
        var entries = ledger.entries(
                MOVEMENTS,
                Account.OWED_TO_PROVIDERS,
                providers.stream().map(ProviderAccount::of).toList());
        var taken = new HashSet<>(jdbc.sql("SELECT cause FROM settlement.repayment WHERE cause = ANY (:causes::uuid[])")
                .param(
                        "causes",
                        entries.stream().map(entry -> entry.cause().toString()).toArray(String[]::new))
                .query(UUID.class)
                .list());
        return entries.stream()
                .filter(entry -> !taken.contains(entry.cause()))
                .collect(Collectors.groupingBy(
                        entry -> Objects.requireNonNull(byCode.get(entry.auxiliary()))
                                .id(),
                        Collectors.mapping(Repayments::repayment, Collectors.toList())));
    }

    private static Repayment repayment(Entry entry) {
        return new Repayment(
                entry.movement(),
                entry.cause(),
                entry.effectiveOn(),
                entry.amount().negated());
    }

    /** What all of them paid back. */
    static Money sum(Collection<Repayment> repayments) {
        return repayments.stream().map(Repayment::amount).collect(Money.sum());
    }

    /** Keeps which statement took which. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Map<String, List<Repayment>> byStatement) {
        named.batchUpdate(
                """
                INSERT INTO settlement.repayment (movement, cause, statement, received_on, amount_cents)
                VALUES (:movement, :cause, :statement, :received_on, :amount)
                """,
                byStatement.entrySet().stream()
                        .flatMap(one -> one.getValue().stream()
                                .map(repayment -> new MapSqlParameterSource()
                                        .addValue(
                                                "movement", repayment.movement().name())
                                        .addValue("cause", repayment.cause())
                                        .addValue("statement", one.getKey())
                                        .addValue("received_on", repayment.receivedOn())
                                        .addValue("amount", repayment.amount().cents())))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Those that a statement took in, the first received first. */
    @Transactional(readOnly = true)
    public List<Repayment> of(String statement) {
        return jdbc.sql("""
                        SELECT movement, cause, received_on, amount_cents
                          FROM settlement.repayment
                         WHERE statement = :statement
                         ORDER BY received_on, cause
                        """)
                .param("statement", statement)
                .query((row, _) -> new Repayment(
                        Movement.valueOf(row.getString("movement")),
                        row.getObject("cause", UUID.class),
                        row.getObject("received_on", LocalDate.class),
                        Money.cents(row.getLong("amount_cents"))))
                .list();
    }
}

package coop.fairpass.settlement;

import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.TransferOwner;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.settlement.Statement.StatementState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of transfers to providers (S6 to S12): a statement is paid only when a bank line carries its reference
 * and amount; a return goes back to what is owed, freezes the account and tells the provider why.
 */
@Component
class ProviderTransfers implements TransferOwner {

    static final String PURPOSE = "CP";

    /** A statement's part of a transfer. */
    private record Part(String statement, boolean isAgain, Money amount) {}

    private final Statements statements;
    private final Organisations organisations;
    private final Ledger ledger;
    private final Notices notices;
    private final JdbcClient jdbc;

    ProviderTransfers(
            Statements statements, Organisations organisations, Ledger ledger, Notices notices, JdbcClient jdbc) {
        this.statements = statements;
        this.organisations = organisations;
        this.ledger = ledger;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    @Override
    public String purpose() {
        return PURPOSE;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(UUID transfer) {
        approved(List.of(transfer));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(List<UUID> transfers) {
        each(transfers, StatementState.ISSUED, "S6", StatementState.APPROVED);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void abandoned(UUID transfer) {
        each(List.of(transfer), StatementState.APPROVED, "S7", StatementState.ISSUED);
        statements.paidBy(transfer).forEach(statement -> statements.release(statement.number()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(UUID transfer) {
        sent(List.of(transfer));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(List<UUID> transfers) {
        each(transfers, StatementState.APPROVED, "S8", StatementState.SENT);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(UUID transfer, String reasonCode) {
        for (var statement : statements.paidBy(transfer)) {
            if (statement.state() == StatementState.SENT) {
                statements.take(statement.number(), "S10", StatementState.ISSUED, reasonCode, Actor.BANK);
            }
            statements.release(statement.number());
            tell(statement, "rejected", reasonCode, "La banque a refusé le virement avant de l’émettre.");
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void booked(UUID transfer, BookedEntry entry) {
        for (var part : parts(transfer)) {
            var statement = statements.find(part.statement()).orElseThrow();
            var account = ProviderAccount.of(organisations.get(statement.provider()));
            var cause = new Cause(idOf(entry, part), entry.bookedOn(), statement.number());
            ledger.post(
                    part.isAgain()
                            ? Movements.returnSentAgain(cause, account, part.amount())
                            : Movements.providerPaid(cause, account, part.amount()));
            statements.paid(statement.number(), entry.bookedOn());
            statements.take(statement.number(), part.isAgain() ? "S12" : "S9", StatementState.PAID, "", Actor.BANK);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(UUID transfer, BookedEntry entry, String reasonCode) {
        for (var part : parts(transfer)) {
            var statement = statements.find(part.statement()).orElseThrow();
            var account = ProviderAccount.of(organisations.get(statement.provider()));
            ledger.post(Movements.transferReturned(
                    new Cause(idOf(entry, part), entry.bookedOn(), statement.number()), account, part.amount()));
            statements.take(statement.number(), "S11", StatementState.RETURNED, reasonCode, Actor.BANK);
            statements.release(statement.number());
            tell(statement, "returned", reasonCode, "Le virement est revenu : confirmez ou changez votre IBAN.");
        }
    }

    /** A first payment is owed by 467200, one that came back and leaves again by 467900. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<OrganisationId, Money> beyondOwed(List<UUID> transfers) {
        return jdbc
                .sql("""
                        WITH asked AS (
                            SELECT s.provider,
                                   coalesce(sum(p.amount_cents) FILTER (WHERE NOT p.is_again), 0) AS first_cents,
                                   coalesce(sum(p.amount_cents) FILTER (WHERE p.is_again), 0) AS again_cents
                              FROM settlement.transfer_part p
                              JOIN settlement.statement s ON s.number = p.statement
                             WHERE p.transfer = ANY (:transfers::uuid[])
                             GROUP BY s.provider
                        ), owed AS (
                            SELECT auxiliary_code,
                                   sum(greatest(0, -balance_cents)) FILTER (WHERE account = 467200) AS first_cents,
                                   sum(greatest(0, -balance_cents)) FILTER (WHERE account = 467900) AS again_cents
                              FROM ledger.balance
                             WHERE account IN (467200, 467900)
                             GROUP BY auxiliary_code
                        ), beyond AS (
                            SELECT a.provider,
                                   (greatest(0, a.first_cents - coalesce(o.first_cents, 0))
                                    + greatest(0, a.again_cents - coalesce(o.again_cents, 0)))::bigint AS cents
                              FROM asked a
                              JOIN directory.organisation_name n ON n.id = a.provider
                              LEFT JOIN owed o ON o.auxiliary_code = 'P' || to_char(n.number, 'FM9999990000')
                        )
                        SELECT provider, cents FROM beyond WHERE cents > 0
                        """)
                .param("transfers", transfers.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> Map.entry(
                        new OrganisationId(row.getObject("provider", UUID.class)), Money.cents(row.getLong("cents"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void each(List<UUID> transfers, StatementState from, String code, StatementState to) {
        statements.take(statements.paidBy(transfers, from), code, to, "", Actor.CLOCK);
    }

    private void tell(Statement statement, String what, String reasonCode, String sentence) {
        notices.tell(
                statement.provider(),
                "transfer-%s/%s/%s"
                        .formatted(
                                what,
                                statement.number(),
                                statement.transfer().map(UUID::toString).orElse("")),
                "Votre virement n’a pas abouti",
                "Relevé %s, %s. Motif de la banque : %s. %s"
                        .formatted(statement.number(), statement.net().french(), reasonCode, sentence));
    }

    private List<Part> parts(UUID transfer) {
        return jdbc.sql("""
                        SELECT statement, is_again, amount_cents
                          FROM settlement.transfer_part
                         WHERE transfer = :transfer
                         ORDER BY statement
                        """)
                .param("transfer", transfer)
                .query((row, _) -> new Part(
                        row.getString("statement"),
                        row.getBoolean("is_again"),
                        Money.cents(row.getLong("amount_cents"))))
                .list();
    }

    private static UUID idOf(BookedEntry entry, Part part) {
        return UUID.nameUUIDFromBytes((entry.id() + "/" + part.statement()).getBytes(StandardCharsets.UTF_8));
    }
}

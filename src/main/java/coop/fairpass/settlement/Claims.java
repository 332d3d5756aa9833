package coop.fairpass.settlement;

import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.InternalTransferOwner;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.MovesUnderWay;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.FeeLine;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.invoicing.InvoiceDraft;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.invoicing.InvoiceReferences;
import coop.fairpass.invoicing.LegalNotes;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.redemption.Reversals;
import coop.fairpass.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Créances : redemptions of a frozen month that proved wrong (V10, R-215). By default nothing is posted and the voucher
 * stays out of circulation until a later statement of the same provider has enough credit to withhold it (M37, M32).
 * When the person needs the voucher now, the cooperative advances its value first: M52 and M31 in one transaction.
 */
@Component
public class Claims implements InternalTransferOwner {

    /** A claim on a provider. */
    public record Claim(
            UUID id,
            RedemptionId redemption,
            OrganisationId provider,
            OrderId order,
            Money face,
            Rate fee,
            UUID validation,
            String reason,
            boolean isConfirmed,
            Optional<UUID> advance,
            boolean isAdvanced,
            Optional<String> statement) {}

    public sealed interface Outcome {
        record Done(Claim claim) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}
    }

    /** The redemption has been stated: what its statement paid and invoiced is known, and may be taken back. */
    private static final String IS_STATED = """
            EXISTS (SELECT 1
                      FROM redemption.spent r
                      JOIN settlement.statement s ON s.provider = r.provider
                           AND s.month = date_trunc('month', r.counts_on)::date
                     WHERE r.voucher = claim.voucher AND r.attempt = claim.attempt AND s.month < :before)
            """;

    private final MovesUnderWay moves;
    private final Reversals reversals;
    private final Statements statements;
    private final Organisations organisations;
    private final Orders orders;
    private final Documents documents;
    private final Parties parties;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Claims(
            MovesUnderWay moves,
            Reversals reversals,
            Statements statements,
            Organisations organisations,
            Orders orders,
            Documents documents,
            Parties parties,
            Ledger ledger,
            JdbcClient jdbc,
            Clock clock) {
        this.moves = moves;
        this.reversals = reversals;
        this.statements = statements;
        this.organisations = organisations;
        this.orders = orders;
        this.documents = documents;
        this.parties = parties;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A controller opens a claim on a frozen redemption, with its reason; {@code id} is chosen by the form. */
    @Transactional
    public Outcome open(UUID id, RedemptionId redemption, String reason, Actor by) {
        if (!by.has(Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        if (reason.isBlank()) {
            return new Outcome.Refused(SettlementReason.REASON_MISSING);
        }
        var known = find(id);
        if (known.isPresent()) {
            return known.get().redemption().equals(redemption)
                            && known.get().reason().equals(reason)
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(SettlementReason.ID_TAKEN);
        }
        var frozen = reversals.find(redemption);
        if (frozen.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_REDEMPTION);
        }
        int written = jdbc.sql("""
                        INSERT INTO settlement.claim (id, voucher, attempt, provider, face_cents, fee_ppm, validation,
                               voucher_order, reason, opened_at, opened_by)
                        VALUES (:id, :voucher, :attempt, :provider, :face, :fee, :validation, :order, :reason, :at, :by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", id)
                .param("voucher", redemption.voucher())
                .param("attempt", redemption.attempt())
                .param("provider", frozen.get().provider().value())
                .param("face", frozen.get().face().cents())
                .param("fee", frozen.get().fee().partsPerMillion())
                .param("validation", frozen.get().validation())
                .param("order", frozen.get().order().value())
                .param("reason", reason)
                .param("at", now())
                .param("by", by.reference())
                .update();
        return written == 0
                ? new Outcome.Refused(SettlementReason.ALREADY_CLAIMED)
                : new Outcome.Done(find(id).orElseThrow());
    }

    /** A treasurer, another person, confirms a claim: from now on statements recover it. */
    @Transactional
    public Outcome confirm(UUID id, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var claim = find(id);
        if (claim.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_REDEMPTION);
        }
        if (claim.get().isConfirmed()) {
            return new Outcome.Done(claim.get());
        }
        int written = jdbc.sql("""
                        UPDATE settlement.claim
                           SET confirmed_at = :at, confirmed_by = :by
                         WHERE id = :id AND opened_by <> :by
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("id", id)
                .update();
        return written == 0
                ? new Outcome.Refused(SettlementReason.SAME_PERSON)
                : new Outcome.Done(find(id).orElseThrow());
    }

    /**
     * Names the internal transfer by which the cooperative advances the value of a confirmed claim; refused while a
     * statement of the provider waits for its payment. The books would owe the provider less than the statement pays:
     * what is left over could be swept, and the payment would then take it from others (money-and-law §8: after a
     * payout).
     */
    @Transactional
    public Outcome advance(UUID id, UUID internalTransfer, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var known = find(id);
        if (known.isPresent() && known.get().advance().isEmpty() && !isPaid(known.get())) {
            return new Outcome.Refused(SettlementReason.STATEMENT_NOT_PAID);
        }
        int written =
                jdbc.sql("""
                        UPDATE settlement.claim
                           SET advance = :advance
                         WHERE id = :id AND confirmed_at IS NOT NULL AND statement IS NULL
                           AND (advance IS NULL OR advance = :advance)
                        """).param("advance", internalTransfer).param("id", id).update();
        return written == 0
                ? new Outcome.Refused(SettlementReason.UNKNOWN_REDEMPTION)
                : new Outcome.Done(find(id).orElseThrow());
    }

    /** The redemption's month is stated, and nothing of what the provider's statements say is still to be paid out. */
    private boolean isPaid(Claim claim) {
        var month = monthOf(claim);
        var stated = statements.of(claim.provider());
        return stated.stream().map(Statement::month).anyMatch(month::equals)
                && stated.stream().map(Statement::state).allMatch(state -> switch (state) {
                    case ISSUED, WITHHELD, APPROVED, SENT -> false;
                    case CARRIED_OVER, PAID, RETURNED -> true;
                });
    }

    @Override
    public String purpose() {
        return "RV";
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting() {
        return jdbc.sql("""
                        SELECT * FROM settlement.claim
                         WHERE advance IS NOT NULL AND advanced_at IS NULL AND statement IS NULL
                         ORDER BY confirmed_at, id
                        """).query((row, _) -> claim(row)).list().stream()
                .map(claim -> new Waiting(
                        InternalTransfers.Kind.ADVANCE,
                        purpose(),
                        claim.advance().orElseThrow(),
                        claim.face(),
                        Language.say("Avance sur la reprise du chèque %s", "Advance on the claim on voucher %s")
                                .formatted(claim.redemption().serial())))
                .toList();
    }

    /** An advance is named, confirmed, not made yet, and is the face value to the cent (T6.2 (i)). */
    @Override
    @Transactional(readOnly = true)
    public boolean waitsFor(UUID advance, Money amount) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM settlement.claim
                             WHERE advance = :advance AND confirmed_at IS NOT NULL AND advanced_at IS NULL
                               AND face_cents = :amount)
                        """)
                .param("advance", advance)
                .param("amount", amount.cents())
                .query(Boolean.class)
                .single();
    }

    /**
     * The advance is given up while no transfer is on its way for it: the claim is recovered on a statement, as those
     * without an advance.
     */
    @Transactional
    public Outcome giveUpAdvance(UUID id, Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        var claim = find(id);
        if (claim.isEmpty()) {
            return new Outcome.Refused(SettlementReason.UNKNOWN_REDEMPTION);
        }
        var advance = claim.get().advance();
        if (advance.isEmpty()) {
            return new Outcome.Done(claim.get());
        }
        if (moves.isOrdered(purpose(), advance.get())) {
            return new Outcome.Refused(SettlementReason.ADVANCE_UNDER_WAY);
        }
        jdbc.sql("UPDATE settlement.claim SET advance = NULL WHERE id = :id AND advanced_at IS NULL")
                .param("id", id)
                .update();
        return new Outcome.Done(find(id).orElseThrow());
    }

    /**
     * The advance is on the segregated account: in the same transaction the redemption is reversed (M31) and its fee
     * credited.
     */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void arrived(UUID internalTransfer, BookedEntry entry) {
        var found = jdbc.sql(
                        "SELECT * FROM settlement.claim WHERE advance = :advance AND advanced_at IS NULL FOR UPDATE")
                .param("advance", internalTransfer)
                .query((row, _) -> claim(row))
                .optional();
        if (found.isEmpty()) {
            return;
        }
        var claim = found.get();
        var provider = organisations.get(claim.provider());
        var order = orders.get(claim.order());
        var on = entry.bookedOn();
        ledger.post(Movements.paidServiceReversed(
                new Cause(claim.id(), on, "REP-" + claim.redemption().serial().replace(" ", "")),
                claim.validation(),
                OrderDocuments.accountOf(organisations.get(order.payer()), order),
                ProviderAccount.of(provider),
                claim.face()));
        var credit = feeOf(claim).map(fee -> creditFee(claim, on, fee));
        credit.ifPresent(note -> ledger.post(feeCredited(claim, note, on)));
        jdbc.sql("UPDATE settlement.claim SET advanced_at = :at, credit_note = :credit WHERE id = :id")
                .param("at", now())
                .param("credit", credit.map(note -> note.number().toString()).orElse(null))
                .param("id", claim.id())
                .update();
        reversals.reverse(claim.redemption());
    }

    /**
     * Recovers a provider's confirmed claims on its statement of a month and answers what it withholds for them:
     * advanced ones always, the others oldest first as long as the credit suffices, each whole or not at all. A claim
     * on a redemption that no statement of an earlier month has paid yet waits (V10). Postings are added to the list.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money recover(
            OrganisationId provider, DocumentNumber statement, YearMonth month, Money credit, List<Posting> postings) {
        var on = month.atEndOfMonth();
        var withheld = Money.ZERO;
        for (var claim : recoverable(provider, month)) {
            var fee = feeOf(claim);
            var amount = claim.face().minus(fee.map(InvoicedFee::withVat).orElse(Money.ZERO));
            if (!claim.isAdvanced()) {
                if (credit.minus(withheld).isLessThan(amount)) {
                    continue;
                }
                recoverNow(claim, on, fee, postings);
            }
            withheld = withheld.plus(amount);
            jdbc.sql("UPDATE settlement.claim SET statement = :statement, recovered_at = :at WHERE id = :id")
                    .param("statement", statement.toString())
                    .param("at", now())
                    .param("id", claim.id())
                    .update();
        }
        return withheld;
    }

    private void recoverNow(Claim claim, LocalDate on, Optional<InvoicedFee> fee, List<Posting> postings) {
        var provider = ProviderAccount.of(organisations.get(claim.provider()));
        var order = orders.get(claim.order());
        var account = OrderDocuments.accountOf(organisations.get(order.payer()), order);
        var cause =
                new Cause(claim.id(), on, "REP-" + claim.redemption().serial().replace(" ", ""));
        boolean credited = order.state() == OrderState.RECONCILED || order.state() == OrderState.CLOSED;
        postings.add(
                credited
                        ? Movements.claimRecoveredForPayer(cause, claim.validation(), account, provider, claim.face())
                        : Movements.claimRecovered(cause, claim.validation(), account, provider, claim.face()));
        var note = fee.map(invoiced -> creditFee(claim, on, invoiced));
        note.ifPresent(made -> postings.add(feeCredited(claim, made, on)));
        jdbc.sql("UPDATE settlement.claim SET credit_note = :credit WHERE id = :id")
                .param("credit", note.map(made -> made.number().toString()).orElse(null))
                .param("id", claim.id())
                .update();
        reversals.reverse(claim.redemption());
    }

    private Posting feeCredited(Claim claim, Invoice note, LocalDate on) {
        return Movements.downstreamFeeCredited(
                new Cause(OrderDocuments.idOf(note), on, note.number().toString()),
                ProviderAccount.of(organisations.get(claim.provider())),
                note.totals().beforeVat(),
                note.totals().vat());
    }

    /** What an invoice charged for one redemption, at the rate and under the treatment of that invoice. */
    private record InvoicedFee(Invoice invoice, FeeLine line) {

        Money withVat() {
            return line.beforeVat().plus(line.treatment().rate().of(line.beforeVat()));
        }
    }

    /** The fee of the claimed redemption as it was invoiced; none when there was no fee. */
    private Optional<InvoicedFee> feeOf(Claim claim) {
        var month = monthOf(claim);
        return statements.of(claim.provider()).stream()
                .filter(statement -> statement.month().equals(month))
                .flatMap(statement -> statement.feeInvoice().stream())
                .findFirst()
                .map(documents::invoice)
                .map(invoice -> new InvoicedFee(
                        invoice,
                        new FeeLine(
                                1,
                                claim.face(),
                                claim.fee(),
                                // One provider's invoice has one treatment, that of its territory.
                                invoice.lines().getFirst().treatment())))
                .filter(fee -> !fee.line().beforeVat().isZero());
    }

    /** The credit note on the fee of one redemption, naming the invoice it was part of. */
    private Invoice creditFee(Claim claim, LocalDate on, InvoicedFee fee) {
        var provider = organisations.get(claim.provider());
        return documents.keep(
                new InvoiceDraft(
                                InvoiceKind.FEE_CREDIT,
                                documents.take(DocumentSeries.AV, on),
                                on,
                                parties.seller(),
                                parties.buyer(provider, Optional.empty()),
                                LegalNotes.forCredit())
                        .line(fee.line()
                                .invoiceLine("Frais contributifs aval, chèque "
                                        + claim.redemption().serial()))
                        .references(InvoiceReferences.none())
                        .correcting(fee.invoice())
                        .issue(),
                claim.id(),
                claim.provider());
    }

    private YearMonth monthOf(Claim claim) {
        return YearMonth.from(
                jdbc.sql("SELECT counts_on FROM redemption.spent WHERE voucher = :voucher AND attempt = :attempt")
                        .param("voucher", claim.redemption().voucher())
                        .param("attempt", claim.redemption().attempt())
                        .query(LocalDate.class)
                        .single());
    }

    /** Those who owe for an advance that only a statement of a later month than this can withhold. */
    Set<OrganisationId> owingLater(Collection<OrganisationId> providers, YearMonth month) {
        return jdbc.sql("""
                        SELECT DISTINCT provider
                          FROM settlement.claim
                         WHERE provider = ANY (:providers::uuid[])
                           AND statement IS NULL
                           AND advanced_at IS NOT NULL
                           AND NOT\s""" + IS_STATED)
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::toString).toArray(String[]::new))
                .param("before", month.atDay(1))
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .set();
    }

    /** Those of whom something is to be recovered on a statement of a month. */
    Set<OrganisationId> toRecoverFrom(Collection<OrganisationId> providers, YearMonth month) {
        return jdbc.sql("""
                        SELECT DISTINCT provider
                          FROM settlement.claim
                         WHERE provider = ANY (:providers::uuid[])
                           AND statement IS NULL
                           AND confirmed_at IS NOT NULL
                           AND (advance IS NULL OR advanced_at IS NOT NULL)
                           AND\s""" + IS_STATED)
                .param(
                        "providers",
                        providers.stream().map(OrganisationId::toString).toArray(String[]::new))
                .param("before", month.atDay(1))
                .query((row, _) -> new OrganisationId(row.getObject("provider", UUID.class)))
                .set();
    }

    private List<Claim> recoverable(OrganisationId provider, YearMonth month) {
        return jdbc.sql("""
                        SELECT * FROM settlement.claim
                         WHERE provider = :provider
                           AND statement IS NULL
                           AND confirmed_at IS NOT NULL
                           AND (advance IS NULL OR advanced_at IS NOT NULL)
                           AND\s""" + IS_STATED + """
                         ORDER BY advanced_at IS NULL, opened_at, id
                           FOR UPDATE
                        """)
                .param("provider", provider.value())
                .param("before", month.atDay(1))
                .query((row, _) -> claim(row))
                .list();
    }

    /** Claims, the latest first. */
    @Transactional(readOnly = true)
    public List<Claim> all() {
        return jdbc.sql("SELECT * FROM settlement.claim ORDER BY opened_at DESC, id")
                .query((row, _) -> claim(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Claim> find(UUID id) {
        return jdbc.sql("SELECT * FROM settlement.claim WHERE id = :id")
                .param("id", id)
                .query((row, _) -> claim(row))
                .optional();
    }

    /** The claim on a redemption, if there is one: it is claimed once. */
    @Transactional(readOnly = true)
    public Optional<Claim> on(RedemptionId redemption) {
        return jdbc.sql("SELECT * FROM settlement.claim WHERE voucher = :voucher AND attempt = :attempt")
                .param("voucher", redemption.voucher())
                .param("attempt", redemption.attempt())
                .query((row, _) -> claim(row))
                .optional();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                new RedemptionId(row.getLong("voucher"), row.getInt("attempt")),
                new OrganisationId(row.getObject("provider", UUID.class)),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                Money.cents(row.getLong("face_cents")),
                Rate.ppm(row.getLong("fee_ppm")),
                row.getObject("validation", UUID.class),
                row.getString("reason"),
                row.getObject("confirmed_at") != null,
                Optional.ofNullable(row.getObject("advance", UUID.class)),
                row.getObject("advanced_at") != null,
                Optional.ofNullable(row.getString("statement")));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

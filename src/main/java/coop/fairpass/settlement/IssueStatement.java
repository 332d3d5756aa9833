package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.DocumentNumber;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.invoicing.InvoiceDraft;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.invoicing.InvoicePeriod;
import coop.fairpass.invoicing.InvoiceReferences;
import coop.fairpass.invoicing.LegalNotes;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.Party;
import coop.fairpass.invoicing.StatementPrint;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.notices.Notices;
import coop.fairpass.notices.Notices.Told;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.qualification.Subscriptions.SetOff;
import coop.fairpass.qualification.Subscriptions.Subscription;
import coop.fairpass.settlement.MonthCount.Counted;
import coop.fairpass.settlement.Repayments.Repayment;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.settlement.Statements.FeeOfRate;
import coop.fairpass.settlement.Statements.Issued;
import coop.fairpass.settlement.Statements.Step;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.web.Plural;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the statements of a batch of providers: amounts, documents, postings, state, in the caller's transaction. */
@Component
class IssueStatement {

    private static final int ACCOUNT_ENDING = 4;

    private final Statements statements;
    private final Claims claims;
    private final Repayments repayments;
    private final ContributionChoices choices;
    private final SetOffAgreements agreements;
    private final Subscriptions subscriptions;
    private final Organisations organisations;
    private final BankAccounts bankAccounts;
    private final Documents documents;
    private final Parties parties;
    private final Tariff tariff;
    private final Ledger ledger;
    private final SegregatedFunds funds;
    private final Endowment endowment;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    IssueStatement(
            Statements statements,
            Claims claims,
            Repayments repayments,
            ContributionChoices choices,
            SetOffAgreements agreements,
            Subscriptions subscriptions,
            Organisations organisations,
            BankAccounts bankAccounts,
            Documents documents,
            Parties parties,
            Tariff tariff,
            Ledger ledger,
            SegregatedFunds funds,
            Endowment endowment,
            Notices notices,
            JdbcClient jdbc,
            Clock clock) {
        this.statements = statements;
        this.claims = claims;
        this.repayments = repayments;
        this.choices = choices;
        this.agreements = agreements;
        this.subscriptions = subscriptions;
        this.organisations = organisations;
        this.bankAccounts = bankAccounts;
        this.documents = documents;
        this.parties = parties;
        this.tariff = tariff;
        this.ledger = ledger;
        this.funds = funds;
        this.endowment = endowment;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is the same for all statements of a batch, or was read for all of them together. */
    private record Batch(
            YearMonth month,
            LocalDate on,
            LocalDate dueOn,
            Actor by,
            Map<OrganisationId, Organisation> providers,
            Map<OrganisationId, Payability> payabilities,
            Map<OrganisationId, Money> carried,
            Map<OrganisationId, List<Repayment>> repaid,
            Map<OrganisationId, List<Statements.Line>> lines,
            Set<OrganisationId> giving,
            Map<OrganisationId, List<Subscription>> toSetOff,
            Set<OrganisationId> owing,
            boolean isStopped,
            Rate contribution,
            Map<VatTerritory, coop.fairpass.tariff.VatTreatment> vat,
            Party seller) {

        Organisation provider(Counted counted) {
            return Objects.requireNonNull(providers.get(counted.provider()));
        }

        coop.fairpass.tariff.VatTreatment vatOf(Organisation provider) {
            return Objects.requireNonNull(vat.get(SettleMonth.territoryOf(provider)));
        }

        List<Repayment> repaidBy(Counted counted) {
            return repaid.getOrDefault(counted.provider(), List.of());
        }

        /** What earlier months left, less what was paid back of it since. */
        Money carriedTo(Counted counted) {
            return carried.getOrDefault(counted.provider(), Money.ZERO).plus(Repayments.sum(repaidBy(counted)));
        }
    }

    /** A statement before its documents have numbers; its postings so far are those of recovered claims. */
    private record Computed(
            Counted counted,
            DocumentNumber number,
            Money eligible,
            StatementAmounts amounts,
            List<SetOff> setOffs,
            List<Posting> postings) {}

    /** Others who would state the same month wait for the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passAlone() {
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 202)").query((_, _) -> 0).single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(
            YearMonth month,
            List<Counted> counted,
            Map<OrganisationId, List<Statements.Line>> lines,
            LocalDate dueOn,
            Actor by) {
        if (counted.isEmpty()) {
            return;
        }
        var batch = read(month, counted, lines, dueOn, by);
        var numbers = documents.take(DocumentSeries.REL, batch.on(), counted.size());
        var computed = new ArrayList<Computed>();
        for (int i = 0; i < counted.size(); i++) {
            computed.add(compute(batch, counted.get(i), numbers.get(i)));
        }
        int withFee = (int) computed.stream()
                .filter(one -> one.amounts().fees().withVat().isPositive())
                .count();
        var invoiceNumbers =
                documents.take(DocumentSeries.F, batch.on(), withFee).iterator();
        var kept = documents.together();
        var issued = new ArrayList<Issued>();
        var postings = new ArrayList<Posting>();
        for (var one : computed) {
            var invoice = one.amounts().fees().withVat().isPositive()
                    ? Optional.of(feeInvoice(batch, one, invoiceNumbers.next()))
                    : Optional.<Invoice>empty();
            invoice.ifPresent(
                    made -> kept.keep(made, idOf(one.number()), one.counted().provider()));
            issued.add(issue(batch, one, invoice));
            print(batch, one, issued.getLast().statement(), kept);
            postings.addAll(one.postings());
            postings.addAll(postingsOf(batch, one, invoice));
        }
        statements.insert(issued);
        repayments.take(computed.stream()
                .collect(Collectors.toMap(one -> one.number().toString(), one -> batch.repaidBy(one.counted()))));
        statements.keep(
                issued.stream().flatMap(one -> steps(one.statement(), by)).toList());
        kept.write();
        ledger.post(postings);
        notices.tell(issued.stream().map(one -> told(one.statement())).toList());
    }

    private Batch read(
            YearMonth month,
            List<Counted> counted,
            Map<OrganisationId, List<Statements.Line>> lines,
            LocalDate dueOn,
            Actor by) {
        var on = month.atEndOfMonth();
        var ids = counted.stream().map(Counted::provider).toList();
        var providers = organisations.get(ids);
        var vat = providers.values().stream()
                .map(SettleMonth::territoryOf)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), territory -> vatOf(territory, on)));
        var toSetOff = toSetOff(ids, on);
        var owing = claims.toRecoverFrom(ids, month);
        var repaid = new HashMap<>(repayments.waiting(providers.values()));
        // What pays for an advance waits for the statement that corrects it.
        repaid.keySet().removeAll(claims.owingLater(repaid.keySet(), month));
        return new Batch(
                month,
                on,
                dueOn,
                by,
                providers,
                bankAccounts.payability(ids, dueOn),
                statements.carriedTo(ids),
                repaid,
                lines,
                choices.giving(providers.values(), clock.instant()),
                toSetOff,
                owing,
                !owing.isEmpty() && funds.check() instanceof Standing.Stopped,
                tariff.on(RateKind.CONTRIBUTION, on).map(Tariff.Dated::rate).orElse(Rate.ZERO),
                vat,
                parties.seller());
    }

    /** What is left to pay of the subscriptions of those who agreed to have it withheld. */
    private Map<OrganisationId, List<Subscription>> toSetOff(List<OrganisationId> providers, LocalDate on) {
        var agreeing = agreements.agreeing(providers, clock.instant());
        if (agreeing.isEmpty()) {
            return Map.of();
        }
        subscriptions.lock();
        return subscriptions.open(agreeing, on);
    }

    private Computed compute(Batch batch, Counted counted, DocumentNumber number) {
        var postings = new ArrayList<Posting>();
        var eligible = batch.giving().contains(counted.provider()) ? choices.eligible(counted) : Money.ZERO;
        var before = StatementAmounts.of(
                batch.carriedTo(counted),
                counted.redeemed(),
                VatTreatment.of(batch.vatOf(batch.provider(counted))),
                eligible,
                batch.contribution(),
                Money.ZERO,
                Money.ZERO);
        // Claims are recovered on what remains, oldest first, each whole or not at all. To recover one protects more
        // (M32): during an incident it would take every statement of the batch with it, so only what was advanced,
        // which is in the books already, is withheld; the others wait (money-and-law §6.6).
        var recovered = batch.owing().contains(counted.provider())
                ? claims.recover(
                        counted.provider(),
                        number,
                        batch.month(),
                        batch.isStopped() ? Money.ZERO : before.net(),
                        postings)
                : Money.ZERO;
        // Of what is left after that, and no more: a subscription never takes a net below zero.
        var setOffs = Subscriptions.parts(
                batch.toSetOff().getOrDefault(counted.provider(), List.of()),
                before.net().minus(recovered).max(Money.ZERO));
        return new Computed(
                counted,
                number,
                eligible,
                new StatementAmounts(
                        before.carriedIn(),
                        before.face(),
                        before.fees(),
                        before.contribution(),
                        setOffs.stream().map(SetOff::amount).collect(Money.sum()),
                        recovered),
                setOffs,
                postings);
    }

    private List<Posting> postingsOf(Batch batch, Computed one, Optional<Invoice> invoice) {
        var account = ProviderAccount.of(batch.provider(one.counted()));
        var postings = new ArrayList<Posting>();
        invoice.ifPresent(made -> postings.add(Movements.downstreamFeeSetOff(
                new Cause(OrderDocuments.idOf(made), batch.on(), made.number().toString()),
                account,
                one.amounts().fees().beforeVat(),
                one.amounts().fees().vat())));
        if (one.amounts().contribution().isPositive()) {
            postings.add(Movements.contributionWithheld(
                    new Cause(idOf(one.number()), batch.on(), one.number().toString()),
                    account,
                    endowment.account(),
                    one.amounts().contribution()));
        }
        postings.addAll(subscriptions.setOff(
                new Cause(idOf(one.number()), batch.on(), one.number().toString()),
                batch.provider(one.counted()),
                one.setOffs()));
        return postings;
    }

    private void print(Batch batch, Computed one, Statement statement, Documents.Together kept) {
        var provider = batch.provider(one.counted());
        kept.keep(
                () -> StatementPrints.of(
                        statement,
                        one.amounts(),
                        turnover(batch, one),
                        batch.lines().getOrDefault(provider.id(), List.of()),
                        batch.repaidBy(one.counted()),
                        one.setOffs(),
                        batch.contribution(),
                        one.eligible(),
                        transferOf(batch, statement, provider),
                        batch.seller(),
                        parties.buyer(provider, Optional.empty())),
                statement.id(),
                provider.id());
    }

    private coop.fairpass.tariff.VatTreatment vatOf(VatTerritory territory, LocalDate on) {
        return tariff.vat(territory, on)
                .orElseThrow(() -> new IllegalStateException("no VAT treatment for " + territory));
    }

    private static Turnover turnover(Batch batch, Computed one) {
        var provider = batch.provider(one.counted());
        return new Turnover(
                one.amounts().face(),
                provider.vatRegime(),
                batch.vatOf(provider).rate(),
                one.amounts().fees().vat());
    }

    private Invoice feeInvoice(Batch batch, Computed one, DocumentNumber number) {
        var provider = batch.provider(one.counted());
        return new InvoiceDraft(
                        InvoiceKind.DOWNSTREAM_FEE,
                        number,
                        batch.on(),
                        batch.seller(),
                        parties.buyer(provider, Optional.empty()),
                        provider.isPublic() ? LegalNotes.forPublicPayer() : LegalNotes.forPrivatePayer())
                .lines(one.amounts().fees().lines().stream()
                        .map(line -> line.invoiceLine("Frais contributifs aval, " + Paris.french(batch.month())))
                        .toList())
                .dueOn(batch.on())
                .period(InvoicePeriod.of(batch.month()))
                .references(InvoiceReferences.statement(one.number()))
                .issue();
    }

    private static Issued issue(Batch batch, Computed one, Optional<Invoice> invoice) {
        var amounts = one.amounts();
        var counted = one.counted();
        var payability = Objects.requireNonNull(batch.payabilities().get(counted.provider()));
        var net = amounts.net();
        var state = !net.isPositive()
                ? StatementState.CARRIED_OVER
                : payability instanceof Payability.Payable ? StatementState.ISSUED : StatementState.WITHHELD;
        var reason = state == StatementState.WITHHELD && payability instanceof Payability.NotPayable(var why)
                ? why.name()
                : "";
        var fees = amounts.fees().lines().stream()
                .filter(line -> line.count() > 0)
                .map(line -> new FeeOfRate(line.count(), line.faceValue(), line.feeRate(), line.beforeVat()))
                .toList();
        var statement = new Statement(
                one.number().toString(),
                idOf(one.number()),
                counted.provider(),
                batch.month(),
                counted.vouchers(),
                amounts.face(),
                amounts.fees().beforeVat(),
                amounts.fees().vat(),
                amounts.contribution(),
                amounts.setOff(),
                amounts.corrections(),
                amounts.carriedIn(),
                net,
                invoice.map(made -> made.number().toString()),
                batch.dueOn(),
                state,
                reason,
                Optional.empty(),
                Optional.empty());
        return new Issued(
                statement,
                payability instanceof Payability.Payable(var account) ? Optional.of(account.id()) : Optional.empty(),
                fees,
                turnover(batch, one).sentence());
    }

    private static Stream<Step> steps(Statement statement, Actor by) {
        var issued = new Step(statement.number(), "S2", StatementState.ISSUED, "", by);
        return statement.state() == StatementState.ISSUED
                ? Stream.of(issued)
                : Stream.of(
                        issued,
                        new Step(
                                statement.number(),
                                statement.state() == StatementState.WITHHELD ? "S3" : "S5",
                                statement.state(),
                                statement.stateReason(),
                                Actor.CLOCK));
    }

    private static Told told(Statement statement) {
        return new Told(
                statement.provider(),
                "statement/" + statement.number(),
                "Votre relevé %s est disponible".formatted(Paris.ofFrench(statement.month())),
                "Relevé %s : %s, net %s, paiement demandé pour le %s."
                        .formatted(
                                statement.number(),
                                Plural.of(statement.redemptions(), "chèque", "chèques"),
                                statement.net().french(),
                                Paris.french(statement.dueOn())));
    }

    /** The transfer that will pay it, when one will: its day, its account and the reference that the bank will show. */
    private static Optional<StatementPrint.Transfer> transferOf(
            Batch batch, Statement statement, Organisation provider) {
        return statement.state() == StatementState.ISSUED
                        && batch.payabilities().get(provider.id()) instanceof Payability.Payable(var account)
                ? Optional.of(new StatementPrint.Transfer(
                        statement.dueOn(),
                        account.iban().value().substring(account.iban().value().length() - ACCOUNT_ENDING),
                        PayProviders.firstReference(provider, statement.month())))
                : Optional.empty();
    }

    /** The id under which a statement is a cause in the books. */
    static UUID idOf(DocumentNumber number) {
        return UUID.nameUUIDFromBytes(("document/" + number).getBytes(StandardCharsets.UTF_8));
    }
}

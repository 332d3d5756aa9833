package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.Organisation;
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
import coop.fairpass.invoicing.StatementPrint;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderDocuments;
import coop.fairpass.settlement.MonthCount.Counted;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.settlement.Statements.FeeOfRate;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.web.Plural;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the statements of a batch of providers: amounts, documents, postings, state, in the caller's transaction. */
@Component
class IssueStatement {

    private static final int ACCOUNT_ENDING = 4;

    private final Statements statements;
    private final Claims claims;
    private final ContributionChoices choices;
    private final Organisations organisations;
    private final BankAccounts bankAccounts;
    private final Documents documents;
    private final Parties parties;
    private final Tariff tariff;
    private final Ledger ledger;
    private final Endowment endowment;
    private final Notices notices;
    private final Clock clock;

    IssueStatement(
            Statements statements,
            Claims claims,
            ContributionChoices choices,
            Organisations organisations,
            BankAccounts bankAccounts,
            Documents documents,
            Parties parties,
            Tariff tariff,
            Ledger ledger,
            Endowment endowment,
            Notices notices,
            Clock clock) {
        this.statements = statements;
        this.claims = claims;
        this.choices = choices;
        this.organisations = organisations;
        this.bankAccounts = bankAccounts;
        this.documents = documents;
        this.parties = parties;
        this.tariff = tariff;
        this.ledger = ledger;
        this.endowment = endowment;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(YearMonth month, List<Counted> counted, LocalDate dueOn, Actor by) {
        var numbers = documents.take(DocumentSeries.REL, month.atEndOfMonth(), counted.size());
        var postings = new ArrayList<Posting>();
        for (int i = 0; i < counted.size(); i++) {
            issue(month, counted.get(i), numbers.get(i), dueOn, by, postings);
        }
        ledger.post(postings);
    }

    private void issue(
            YearMonth month,
            Counted counted,
            DocumentNumber number,
            LocalDate dueOn,
            Actor by,
            List<Posting> postings) {
        var provider = organisations.get(counted.provider());
        var on = month.atEndOfMonth();
        var eligible = choices.gives(provider, clock.instant()) ? choices.eligible(counted) : Money.ZERO;
        var rate = tariff.on(RateKind.CONTRIBUTION, on).map(Tariff.Dated::rate).orElse(Rate.ZERO);
        var amounts = amounts(counted, provider, number, eligible, rate, on, postings);
        var account = accountOf(provider);
        Optional<Invoice> invoice = Optional.empty();
        if (amounts.fees().withVat().isPositive()) {
            invoice = Optional.of(
                    documents.keep(feeInvoice(month, provider, amounts, number), idOf(number), counted.provider()));
            postings.add(Movements.downstreamFeeSetOff(
                    new Cause(
                            OrderDocuments.idOf(invoice.get()),
                            on,
                            invoice.get().number().toString()),
                    account,
                    amounts.fees().beforeVat(),
                    amounts.fees().vat()));
        }
        if (amounts.contribution().isPositive()) {
            postings.add(Movements.contributionWithheld(
                    new Cause(idOf(number), on, number.toString()),
                    account,
                    endowment.account(),
                    amounts.contribution()));
        }
        var turnover = turnover(provider, amounts, on);
        var payability = bankAccounts.payability(counted.provider(), dueOn);
        var statement = keep(month, counted, number, amounts, turnover, invoice, dueOn, payability, by);
        documents.keep(
                StatementPrints.of(
                        statement,
                        amounts,
                        turnover,
                        statements.lines(statement),
                        rate,
                        eligible,
                        transferOf(statement, provider, payability),
                        parties.seller(),
                        parties.buyer(provider, Optional.empty())),
                statement.id(),
                counted.provider());
    }

    private StatementAmounts amounts(
            Counted counted,
            Organisation provider,
            DocumentNumber number,
            Money eligible,
            Rate rate,
            LocalDate on,
            List<Posting> postings) {
        var vat = vatOf(provider, on);
        var before = StatementAmounts.of(
                statements.carriedTo(counted.provider()),
                counted.redeemed(),
                VatTreatment.of(vat),
                eligible,
                rate,
                Money.ZERO,
                Money.ZERO);
        // Claims are recovered on what remains, oldest first, each whole or not at all.
        var recovered = claims.recover(counted.provider(), number, on, before.net(), postings);
        return new StatementAmounts(
                before.carriedIn(), before.face(), before.fees(), before.contribution(), Money.ZERO, recovered);
    }

    private coop.fairpass.tariff.VatTreatment vatOf(Organisation provider, LocalDate on) {
        return tariff.vat(SettleMonth.territoryOf(provider), on)
                .orElseThrow(() -> new IllegalStateException("no VAT treatment for " + provider.id()));
    }

    private Turnover turnover(Organisation provider, StatementAmounts amounts, LocalDate on) {
        return new Turnover(
                amounts.face(),
                provider.vatRegime(),
                vatOf(provider, on).rate(),
                amounts.fees().vat());
    }

    private Invoice feeInvoice(
            YearMonth month, Organisation provider, StatementAmounts amounts, DocumentNumber statement) {
        var on = month.atEndOfMonth();
        return new InvoiceDraft(
                        InvoiceKind.DOWNSTREAM_FEE,
                        documents.take(DocumentSeries.F, on),
                        on,
                        parties.seller(),
                        parties.buyer(provider, Optional.empty()),
                        provider.isPublic() ? LegalNotes.forPublicPayer() : LegalNotes.forPrivatePayer())
                .lines(amounts.fees().lines().stream()
                        .map(line -> line.invoiceLine("Frais contributifs aval, " + Paris.french(month)))
                        .toList())
                .dueOn(on)
                .period(InvoicePeriod.of(month))
                .references(InvoiceReferences.statement(statement))
                .issue();
    }

    private Statement keep(
            YearMonth month,
            Counted counted,
            DocumentNumber number,
            StatementAmounts amounts,
            Turnover turnover,
            Optional<Invoice> invoice,
            LocalDate dueOn,
            Payability payability,
            Actor by) {
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
                number.toString(),
                idOf(number),
                counted.provider(),
                month,
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
                dueOn,
                state,
                reason,
                Optional.empty(),
                Optional.empty());
        statements.insert(
                statement,
                payability instanceof Payability.Payable(var account) ? Optional.of(account.id()) : Optional.empty(),
                fees,
                turnover.sentence());
        statements.takeIn(counted.provider(), number.toString());
        statements.keep(number.toString(), "S2", StatementState.ISSUED, "", by);
        if (state != StatementState.ISSUED) {
            statements.keep(
                    number.toString(), state == StatementState.WITHHELD ? "S3" : "S5", state, reason, Actor.CLOCK);
        }
        notices.tell(
                counted.provider(),
                "statement/" + number,
                "Votre relevé %s est disponible".formatted(Paris.ofFrench(month)),
                "Relevé %s : %s, net %s, paiement demandé pour le %s."
                        .formatted(
                                number,
                                Plural.of(counted.vouchers(), "chèque", "chèques"),
                                net.french(),
                                Paris.french(dueOn)));
        return statement;
    }

    /** The transfer that will pay it, when one will: its day, its account and the reference that the bank will show. */
    private static Optional<StatementPrint.Transfer> transferOf(
            Statement statement, Organisation provider, Payability payability) {
        return statement.state() == StatementState.ISSUED && payability instanceof Payability.Payable(var account)
                ? Optional.of(new StatementPrint.Transfer(
                        statement.dueOn(),
                        account.iban().value().substring(account.iban().value().length() - ACCOUNT_ENDING),
                        PayProviders.firstReference(provider, statement.month())))
                : Optional.empty();
    }

    static ProviderAccount accountOf(Organisation provider) {
        return new ProviderAccount(provider.providerCode(), provider.legalName());
    }

    /** The id under which a statement is a cause in the books. */
    static UUID idOf(DocumentNumber number) {
        return UUID.nameUUIDFromBytes(("document/" + number).getBytes(StandardCharsets.UTF_8));
    }
}

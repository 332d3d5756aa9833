package coop.fairpass.qualification;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.CooperativeAccounts;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.invoicing.InvoiceDraft;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.invoicing.InvoiceLine;
import coop.fairpass.invoicing.InvoicePeriod;
import coop.fairpass.invoicing.LegalNotes;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.invoicing.PaymentInstructions;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.tariff.VatTerritory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Abonnement annuel of a provider: invoiced from the day of its qualification, then each year (M23, domain Q12). The
 * price is the one that governance decided and that is in force on that day; where nobody decided one, or where no
 * invoice could name its parties, nothing is invoiced.
 */
@Component
public class SubscriptionInvoices {

    /** Days a provider has to pay. */
    static final int PAYMENT_DAYS = 30;

    /** One year billed. */
    public record Billed(QualificationId qualification, LocalDate yearFrom, String invoice) {}

    private final JdbcClient jdbc;
    private final Tariff tariff;
    private final Organisations organisations;
    private final CooperativeAccounts accounts;
    private final Documents documents;
    private final Parties parties;
    private final Ledger ledger;
    private final Clock clock;

    SubscriptionInvoices(
            JdbcClient jdbc,
            Tariff tariff,
            Organisations organisations,
            CooperativeAccounts accounts,
            Documents documents,
            Parties parties,
            Ledger ledger,
            Clock clock) {
        this.jdbc = jdbc;
        this.tariff = tariff;
        this.organisations = organisations;
        this.accounts = accounts;
        this.documents = documents;
        this.parties = parties;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The number of the invoice of the year that begins that day; empty when there is nothing to invoice. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> invoice(QualificationId qualification, OrganisationId provider, LocalDate from) {
        var known = of(qualification).stream()
                .filter(one -> one.yearFrom().equals(from))
                .map(Billed::invoice)
                .findFirst();
        var organisation = organisations.get(provider);
        var price =
                tariff.on(RateKind.SUBSCRIPTION, from).map(Tariff.Dated::price).filter(Money::isPositive);
        var vat = tariff.vat(
                VatTerritory.ofPostalCode(organisation.address().postalCode().digits()), from);
        if (known.isPresent()) {
            return known;
        }
        if (price.isEmpty() || vat.isEmpty() || organisation.siren().isEmpty() || cannotIssue()) {
            return Optional.empty();
        }
        var invoice = documents.keep(
                draft(organisation, price.get(), VatTreatment.of(vat.get()), from), qualification.value(), provider);
        ledger.post(Movements.subscriptionInvoiced(
                new Cause(idOf(invoice), from, invoice.number().toString()),
                ProviderAccount.of(organisation),
                price.get(),
                invoice.totals().vat()));
        jdbc.sql("""
                        INSERT INTO qualification.subscription (qualification, year_from, invoice, total_cents,
                               vat_cents, recorded_at)
                        VALUES (:qualification, :year_from, :invoice, :total, :vat, :recorded_at)
                        """)
                .param("qualification", qualification.value())
                .param("year_from", from)
                .param("invoice", invoice.number().toString())
                .param("total", invoice.totals().withVat().cents())
                .param("vat", invoice.totals().vat().cents())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return Optional.of(invoice.number().toString());
    }

    private Invoice draft(Organisation provider, Money price, VatTreatment treatment, LocalDate from) {
        var number = documents.take(DocumentSeries.F, from);
        var account = accounts.find(AccountKind.OPERATING)
                .orElseThrow(() -> new IllegalStateException("no operating account"));
        return new InvoiceDraft(
                        InvoiceKind.SUBSCRIPTION,
                        number,
                        from,
                        parties.seller(),
                        parties.buyer(provider, Optional.empty()),
                        provider.isPublic() ? LegalNotes.forPublicPayer() : LegalNotes.forPrivatePayer())
                .line(InvoiceLine.of("Abonnement annuel", 1, price, treatment))
                .period(new InvoicePeriod(from, from.plusYears(1)))
                .dueOn(from.plusDays(PAYMENT_DAYS))
                .payableTo(new PaymentInstructions(
                        account.iban().value(),
                        CreditorReference.of(number.toString()).value()))
                .issue();
    }

    private boolean cannotIssue() {
        return organisations.cooperative().flatMap(Organisation::siren).isEmpty()
                || accounts.find(AccountKind.OPERATING).isEmpty();
    }

    private static UUID idOf(Invoice invoice) {
        return UUID.nameUUIDFromBytes(("document/" + invoice.number()).getBytes(StandardCharsets.UTF_8));
    }

    /** The years billed for a qualification, the first first. */
    @Transactional(readOnly = true)
    public List<Billed> of(QualificationId qualification) {
        return jdbc.sql("""
                        SELECT year_from, invoice
                          FROM qualification.subscription
                         WHERE qualification = :qualification
                         ORDER BY year_from
                        """)
                .param("qualification", qualification.value())
                .query((row, _) -> new Billed(
                        qualification, row.getObject("year_from", LocalDate.class), row.getString("invoice")))
                .list();
    }

    /** A year to bill: it began, nobody billed it, and the one before was. */
    record Due(QualificationId qualification, OrganisationId provider, LocalDate yearFrom) {}

    List<Due> dueOn(LocalDate day) {
        return jdbc.sql("""
                        SELECT q.id, q.provider, (max(s.year_from) + interval '1 year')::date AS year_from
                          FROM qualification.subscription s
                          JOIN qualification.qualification q ON q.id = s.qualification
                         GROUP BY q.id, q.provider, q.ended_on
                        HAVING (max(s.year_from) + interval '1 year')::date <= :day
                           AND (q.ended_on IS NULL OR q.ended_on > (max(s.year_from) + interval '1 year')::date)
                         ORDER BY q.id
                        """)
                .param("day", day)
                .query((row, _) -> new Due(
                        new QualificationId(row.getObject("id", UUID.class)),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getObject("year_from", LocalDate.class)))
                .list();
    }
}

package coop.fairpass.bank;

import coop.fairpass.ClassesRead;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.doctor.Examination;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Posting;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The bank's room with the rooms it stands on, on a test's database, and whatever neighbours a test puts beside it. */
public final class BankGround implements AutoCloseable {

    public static final Iban SEGREGATED = BankSamples.french(1);
    public static final Iban OPERATING = BankSamples.french(2);

    public static final Actor FIRST = person("person/first-treasurer", Role.TREASURER);
    public static final Actor SECOND = person("person/second-treasurer", Role.TREASURER);
    static final Actor CONTROLLER = person("person/controller", Role.COOP_CONTROLLER);

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({
        "coop.fairpass.bank",
        "coop.fairpass.ledger",
        "coop.fairpass.directory",
        "coop.fairpass.notices",
        "coop.fairpass.doctor"
    })
    static class Rooms {}

    private final AnnotationConfigApplicationContext context;
    private final Db db;
    private int organisations;

    /** Opens the rooms; {@code neighbours} are classes of beans to add. */
    public BankGround(Db db, MovableClock clock, Class<?>... neighbours) {
        this.db = db;
        this.context = new AnnotationConfigApplicationContext();
        ClassesRead.giveTo(context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("fairpass.home", db.home().toString())));
        context.registerBean(DataSource.class, db::app);
        context.registerBean(JdbcClient.class, db::jdbc);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(db.app()));
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(db.app()));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.app()));
        context.registerBean(TransactionTemplate.class, () -> db.transactions());
        context.registerBean(Clock.class, () -> clock);
        context.register(Rooms.class);
        for (var neighbour : neighbours) {
            context.registerBean(neighbour);
        }
        context.refresh();
    }

    /** Our two accounts are entered and the cooperative is known. */
    public BankGround withAccounts() {
        cooperative();
        var enter = bean(EnterCooperativeAccount.class);
        enter.handle(new EnterCooperativeAccount.Command(
                id("segregated"), AccountKind.SEGREGATED, SEGREGATED, Optional.empty(), "Coopérative essai", FIRST));
        enter.handle(new EnterCooperativeAccount.Command(
                id("operating"), AccountKind.OPERATING, OPERATING, Optional.empty(), "Coopérative essai", FIRST));
        return this;
    }

    OrganisationId cooperative() {
        var cooperative = organisation("Coopérative d’essai");
        bean(RegisterOrganisation.class).asCooperative(cooperative);
        return cooperative;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Db db() {
        return db;
    }

    /** An account of somebody else's, one for each number. */
    public static Iban account(int number) {
        return BankSamples.french(number);
    }

    // ── People and organisations ─────────────────────────────────────────────────────────────────────────────────

    static Actor person(String reference, Role... roles) {
        return new Actor(reference, "une personne", Optional.empty(), Set.of(roles));
    }

    public OrganisationId organisation(String name) {
        var organisation = new OrganisationId(id(name));
        organisations++;
        bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        organisation,
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.ASSOCIATION,
                        VatRegime.TAXABLE,
                        new Address("1 rue de la Mairie", PostalCode.of("21140"), "Semur-en-Auxois", Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
        return organisation;
    }

    /** An organisation with an account that two people validated. */
    public BankAccount payee(String name) {
        var organisation = organisation(name);
        var accounts = bean(BankAccounts.class);
        var account = id("account of " + name);
        accounts.declare(account, organisation, BankSamples.french(100 + organisations), Optional.empty(), name, FIRST);
        accounts.validate(account, SECOND);
        return accounts.find(account).orElseThrow();
    }

    public static UUID id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    // ── Books ────────────────────────────────────────────────────────────────────────────────────────────────────

    public void post(Posting... postings) {
        db.transactions().executeWithoutResult(_ -> bean(Ledger.class).post(List.of(postings)));
    }

    public Money balance(Account account) {
        return bean(Ledger.class).balance(account);
    }

    SegregatedFunds funds() {
        return bean(SegregatedFunds.class);
    }

    /** What the doctor finds wrong, but for an open incident (LEDGER-10): a line nobody explained yet opens one. */
    public List<String> ailments() {
        return bean(Examination.class).handle().stream()
                .filter(finding ->
                        !finding.holds() && !finding.invariant().code().equals("LEDGER-10"))
                .map(finding -> finding.invariant().code() + " " + finding.offenders())
                .toList();
    }

    // ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────

    public BankFileReport take(BankStatement... statements) {
        return take(camt(CamtVersion.V08, statements));
    }

    public BankFileReport take(byte[] content) {
        return switch (takeAny(content)) {
            case ImportBankFile.Outcome.Imported(var report) -> report;
            case ImportBankFile.Outcome.Unreadable(var problem, var line) ->
                throw new AssertionError(problem + " at line " + line);
            case ImportBankFile.Outcome.Refused(var reason) -> throw new AssertionError(reason);
        };
    }

    ImportBankFile.Outcome takeAny(byte[] content) {
        try {
            return bean(ImportBankFile.class)
                    .handle(new ImportBankFile.Command(
                            UUID.randomUUID(), "releve.xml", new ByteArrayInputStream(content), FIRST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] camt(CamtVersion version, BankStatement... statements) {
        var out = new ByteArrayOutputStream();
        try {
            BankStatementWriter.write(
                    out, version, "MSG-1", java.time.Instant.parse("2026-11-30T20:00:00Z"), List.of(statements));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] pain002(PaymentStatusReport report) {
        var out = new ByteArrayOutputStream();
        try {
            PaymentStatusWriter.write(out, StatusVersion.V10, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A statement of an account that runs from one balance to another over some lines. */
    public static BankStatement statement(Iban account, String day, Money opening, BankMovement... movements) {
        var on = LocalDate.parse(day);
        var closing = opening;
        for (var movement : movements) {
            if (movement.status() == EntryStatus.BOOKED) {
                closing = closing.plus(movement.amount());
            }
        }
        return BankStatement.of(
                StatementKind.STATEMENT,
                "REL-" + day,
                new BankAccountId.ByIban(account),
                Optional.of(day.replace("-", "")),
                List.of(Balance.opening(opening, on), Balance.closing(closing, on)),
                List.of(movements));
    }

    /** Money that came in, with what its payer wrote. */
    public static BankMovement credit(String day, Money amount, String reference, String text) {
        return BankMovement.booked(LocalDate.parse(day), amount, reference)
                .detailed(List.of(TransactionDetail.of(
                        amount, Party.named("TRESORERIE", BankSamples.french(50)), Party.UNKNOWN, text)));
    }

    /** Money that left, with the end-to-end reference it carried. */
    static BankMovement debit(String day, Money amount, String reference, String endToEndId, Iban payee) {
        return BankMovement.booked(LocalDate.parse(day), amount.negated(), reference)
                .detailed(List.of(TransactionDetail.of(
                        amount.negated(), endToEndId, Party.UNKNOWN, Party.named("BENEFICIAIRE", payee))));
    }

    static BankMovement returned(
            String day, Money amount, String reference, String endToEndId, Iban payee, String reason) {
        return BankMovement.booked(LocalDate.parse(day), amount, reference)
                .detailed(List.of(TransactionDetail.of(
                                amount,
                                endToEndId,
                                Party.named("COOPERATIVE", SEGREGATED),
                                Party.named("BENEFICIAIRE", payee))
                        .returned(BankReturn.because(reason))));
    }

    /** The entries of a report that were accepted, as we know them. */
    public List<KnownEntry> accepted(BankFileReport report) {
        return report.lines(LineOutcome.ACCEPTED).stream()
                .flatMap(line -> line.entry().stream())
                .map(entry -> bean(BankEntries.class).find(entry).orElseThrow())
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}

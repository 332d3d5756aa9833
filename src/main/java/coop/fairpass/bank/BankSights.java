package coop.fairpass.bank;

import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccount.BankAccountState;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the bank's pages show beside the use cases: names, balances, accounts that wait. */
@Component
class BankSights {

    private static final String PERSON = "person/";

    private record Closing(Money closing, LocalDate on) {}

    private final CooperativeAccounts accounts;
    private final BankAccounts payeeAccounts;
    private final Organisations organisations;
    private final People people;
    private final JdbcClient jdbc;

    BankSights(
            CooperativeAccounts accounts,
            BankAccounts payeeAccounts,
            Organisations organisations,
            People people,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.payeeAccounts = payeeAccounts;
        this.organisations = organisations;
        this.people = people;
        this.jdbc = jdbc;
    }

    /** Our accounts that were entered, with the last closing that a statement proved. */
    @Transactional(readOnly = true)
    public List<AccountSight> ours() {
        return Arrays.stream(AccountKind.values())
                .flatMap(kind -> accounts.find(kind).stream())
                .map(account -> {
                    var last = lastClosing(account.iban().value());
                    return new AccountSight(
                            account.kind(),
                            account.iban().masked(),
                            account.holderName(),
                            last.map(Closing::closing),
                            last.map(Closing::on));
                })
                .toList();
    }

    private Optional<Closing> lastClosing(String iban) {
        return jdbc.sql("""
                        SELECT closing_cents, closing_on
                          FROM bank.statement
                         WHERE iban = :iban
                           AND link IS NOT NULL
                         ORDER BY link DESC
                         LIMIT 1
                        """)
                .param("iban", iban)
                .query((row, _) -> new Closing(
                        Money.cents(row.getLong("closing_cents")), row.getObject("closing_on", LocalDate.class)))
                .optional();
    }

    /** Accounts of payees that wait for a second person, the oldest first. */
    @Transactional(readOnly = true)
    public List<PayeeAccountSight> waiting() {
        return payeeAccounts.waiting().stream().map(this::sight).toList();
    }

    private PayeeAccountSight sight(BankAccount account) {
        var name = name(account.organisation());
        return new PayeeAccountSight(
                account.id().toString(),
                name,
                account.iban().grouped(),
                account.bic().map(Bic::value).orElse(""),
                account.holderName(),
                Sentences.of(account.state()),
                account.state() == BankAccountState.FROZEN,
                account.frozenBecause().map(BankSights::because).orElse(""),
                account.holderName()
                        .strip()
                        .toUpperCase(Locale.FRANCE)
                        .equals(name.strip().toUpperCase(Locale.FRANCE)));
    }

    private static String because(String code) {
        return code.equals("CHANGE_ASKED")
                ? Language.say("Un autre compte est demandé.", "Another account is asked for.")
                : Sentences.find(BankReason.of(code)).orElse(code) + " (" + code + ")";
    }

    String name(OrganisationId organisation) {
        return organisations.find(organisation).map(Organisation::legalName).orElse("");
    }

    /** The name of whoever did something; pages of the cooperative show it to its own people only. */
    @Transactional(readOnly = true)
    public String nameOf(String reference) {
        return Optional.of(reference)
                .filter(known -> known.startsWith(PERSON))
                .flatMap(known -> new Checks().optionalId("person", known.substring(PERSON.length())))
                .flatMap(this::nameOf)
                .orElse(Language.say("une personne", "a person"));
    }

    private Optional<String> nameOf(UUID person) {
        return people.seatsOf(person).stream().map(People.Seat::name).findFirst();
    }
}

package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccount.BankAccountState;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.BankAccountReason;
import coop.fairpass.directory.BankAccounts.PayabilityReason;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bank accounts of payees: declared by the organisation, validated by another person, of the cooperative. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Comptes bancaires")
class BankAccountsApi {

    record AccountAnswer(
            UUID id,
            UUID organisation,
            String iban,
            Optional<String> bic,
            String holderName,
            BankAccountState state,
            Optional<LocalDate> usableFrom,
            Optional<String> frozenBecause) {

        static AccountAnswer of(BankAccount account) {
            return new AccountAnswer(
                    account.id(),
                    account.organisation().value(),
                    account.iban().masked(),
                    account.bic().map(Bic::value),
                    account.holderName(),
                    account.state(),
                    account.usableFrom(),
                    account.frozenBecause());
        }
    }

    /** The accounts of an organisation, and why money cannot go there today, if it cannot. */
    record AccountsAnswer(
            List<AccountAnswer> accounts, Optional<PayabilityReason> notPayable, Optional<String> title) {}

    record AccountBody(
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String holderName) {}

    private final BankAccounts accounts;
    private final Organisations organisations;
    private final Clock clock;

    BankAccountsApi(BankAccounts accounts, Organisations organisations, Clock clock) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.clock = clock;
    }

    @ReadsSensitive(value = Sensitive.BANK_DETAILS, organisation = "organisation")
    @GetMapping("/organisations/{organisation}/bank-accounts")
    @Operation(
            summary = "Les comptes d’une organisation, IBAN masqué, et si l’argent peut y aller aujourd’hui",
            description = "The accounts of an organisation, masked.")
    AccountsAnswer list(@PathVariable UUID organisation, Actor caller) {
        var of = visible(organisation, caller);
        var why = switch (accounts.payability(of, Paris.today(clock))) {
            case BankAccounts.Payability.Payable(var _) -> Optional.<PayabilityReason>empty();
            case BankAccounts.Payability.NotPayable(var reason) -> Optional.of(reason);
        };
        return new AccountsAnswer(
                accounts.of(of).stream().map(AccountAnswer::of).toList(), why, why.map(Sentences::of));
    }

    @PostMapping("/organisations/{organisation}/bank-accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Déclarer un compte, ou demander d’en changer : l’ancien ne reçoit plus rien",
            description = "Declare an account or ask for a change.")
    AccountAnswer declare(@PathVariable UUID organisation, @RequestBody AccountBody body, NewId id, Actor caller) {
        var of = visible(organisation, caller);
        if (!caller.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.PAYER_ACCOUNTANT, Role.PAYER_BUYER)
                || !caller.isOf(of)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var iban = checks.identifier("iban", body.iban(), Iban::check);
        var bic = checks.optionalIdentifier("bic", body.bic(), Bic::check);
        var holder = checks.text("holderName", body.holderName(), 140);
        checks.orThrow();
        return told(accounts.declare(id.value(), of, iban.orElseThrow(), bic, holder, caller));
    }

    @ReadsSensitive(Sensitive.BANK_DETAILS)
    @GetMapping("/bank-accounts/waiting")
    @Operation(
            summary = "Les comptes qui attendent qu’une seconde personne les valide",
            description = "Accounts that wait for a second person.")
    List<AccountAnswer> waiting(Actor caller) {
        mayValidate(caller);
        return accounts.waiting().stream().map(AccountAnswer::of).toList();
    }

    @PostMapping("/bank-accounts/{id}/validation")
    @Operation(
            summary = "Valider un compte déclaré par quelqu’un d’autre",
            description = "Validate an account that somebody else declared.")
    AccountAnswer validate(@PathVariable UUID id, Actor caller) {
        mayValidate(caller);
        return told(accounts.validate(id, caller));
    }

    @PostMapping("/bank-accounts/{id}/refusal")
    @Operation(
            summary = "Refuser un compte déclaré, avec la raison que son organisation lira",
            description = "Refuse a declared account, with the reason its organisation will read.")
    AccountAnswer refuse(@PathVariable UUID id, @RequestBody WhyBody body, Actor caller) {
        mayValidate(caller);
        var checks = new Checks();
        var why = checks.text("reason", body.reason(), 500);
        checks.orThrow();
        return told(accounts.refuse(id, why, caller));
    }

    private static void mayValidate(Actor caller) {
        if (!caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }

    /** Why an account is refused. */
    record WhyBody(@Nullable String reason) {}

    private OrganisationId visible(UUID organisation, Actor caller) {
        var id = new OrganisationId(organisation);
        boolean may = caller.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)
                || (caller.isOf(id)
                        && caller.hasAny(
                                Role.PROVIDER_ADMIN,
                                Role.LEGAL_REPRESENTATIVE,
                                Role.PAYER_ACCOUNTANT,
                                Role.PAYER_BUYER));
        if (!may || organisations.find(id).isEmpty()) {
            throw ProblemException.notFound();
        }
        return id;
    }

    private static AccountAnswer told(BankAccounts.Outcome outcome) {
        return switch (outcome) {
            case BankAccounts.Outcome.Done(var account) -> AccountAnswer.of(account);
            case BankAccounts.Outcome.Refused(var reason) ->
                throw reason == BankAccountReason.UNKNOWN_ACCOUNT
                        ? ProblemException.notFound()
                        : ProblemException.refused(reason);
        };
    }
}

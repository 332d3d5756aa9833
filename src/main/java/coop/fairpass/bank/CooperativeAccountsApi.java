package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The two accounts of the cooperative: what its documents ask to pay to. */
@RestController
@RequestMapping("/api/v1/cooperative-accounts")
@Tag(name = "Banque")
class CooperativeAccountsApi {

    record AccountAnswer(AccountKind kind, String iban, String holderName) {}

    record AccountBody(
            @Nullable String kind,
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String holderName) {}

    private final EnterCooperativeAccount enterCooperativeAccount;
    private final CooperativeAccounts accounts;

    CooperativeAccountsApi(EnterCooperativeAccount enterCooperativeAccount, CooperativeAccounts accounts) {
        this.enterCooperativeAccount = enterCooperativeAccount;
        this.accounts = accounts;
    }

    @ReadsSensitive(Sensitive.BANK_DETAILS)
    @GetMapping
    @Operation(summary = "Les comptes de la coopérative", description = "The accounts of the cooperative.")
    List<AccountAnswer> list(Actor caller) {
        BankApi.mayRead(caller);
        return Arrays.stream(AccountKind.values())
                .flatMap(kind -> accounts.find(kind).stream()
                        .map(account -> new AccountAnswer(kind, account.iban().value(), account.holderName())))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Saisir un compte de la coopérative ; un changement lui est dit",
            description = "Enter an account of the cooperative.")
    AccountAnswer enter(@RequestBody AccountBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var kind = checks.choice("kind", body.kind(), AccountKind.class, AccountKind.OPERATING);
        var iban = checks.identifier("iban", body.iban(), Iban::check);
        var bic = checks.optionalIdentifier("bic", body.bic(), Bic::check);
        var holder = checks.text("holderName", body.holderName(), 140);
        checks.orThrow();
        return switch (enterCooperativeAccount.handle(
                new EnterCooperativeAccount.Command(id.value(), kind, iban.orElseThrow(), bic, holder, caller))) {
            case EnterCooperativeAccount.Outcome.Entered() ->
                new AccountAnswer(kind, iban.orElseThrow().value(), holder);
            case EnterCooperativeAccount.Outcome.Refused(var reason) ->
                throw reason == EnterCooperativeAccount.AccountReason.NOT_ALLOWED
                        ? ProblemException.notAllowed()
                        : ProblemException.refused(reason);
        };
    }
}

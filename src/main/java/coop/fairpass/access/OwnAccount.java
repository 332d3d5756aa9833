package coop.fairpass.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The account of whoever asks: opened to those who may change it; the others show first what they still owe. */
@Component
class OwnAccount {

    private final Accounts accounts;
    private final ChangeSecondFactor changeSecondFactor;

    OwnAccount(Accounts accounts, ChangeSecondFactor changeSecondFactor) {
        this.accounts = accounts;
        this.changeSecondFactor = changeSecondFactor;
    }

    /** Whether somebody has shown enough to change, or to take away, what is theirs. */
    boolean isOpenTo(SignedIn signedIn) {
        return changeSecondFactor.isOpenTo(signedIn);
    }

    /** Does something of an account, with its address. */
    String act(HttpServletRequest request, BiFunction<SignedIn, String, String> act) {
        return read(
                request,
                signedIn -> accounts.emailOf(signedIn.person())
                        .map(email -> act.apply(signedIn, email))
                        .orElse("access/no-account"));
    }

    /** Does something of a person, who has an account or came in by the list of a demonstration. */
    String read(HttpServletRequest request, Function<SignedIn, String> act) {
        return SignedIn.of(request).filter(this::isOpenTo).map(act).orElse("redirect:/connexion/code?vers=/compte");
    }
}

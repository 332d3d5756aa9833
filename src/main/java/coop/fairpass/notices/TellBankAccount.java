package coop.fairpass.notices;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.BankAccounts;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells an organisation that its bank account changes, on its pages and at every address we know: of its people and its
 * own, so that whoever asked for the change cannot be alone to read of it (R-108, domain F12). Without the number: a
 * mailbox is read by others too.
 */
@Component
class TellBankAccount {

    private final Notices notices;
    private final Clock clock;

    TellBankAccount(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    @EventListener
    void declared(BankAccounts.Declared fact) {
        var account = fact.account();
        notices.tell(
                account.organisation(),
                "bank-account/declared/" + account.id(),
                fact.replaces()
                        ? "Un changement de compte bancaire est demandé"
                        : "Un compte bancaire est déclaré pour votre organisation",
                (fact.replaces()
                                ? "L’ancien compte ne reçoit plus rien. Le nouveau recevra les virements %d jours après sa"
                                                .formatted(BankAccounts.COOLING_DAYS)
                                        + " vérification par la coopérative."
                                : "Il recevra les virements quand la coopérative l’aura vérifié.")
                        + " Si personne chez vous ne l’a demandé, prévenez la coopérative aujourd’hui, par téléphone.");
    }

    @EventListener
    void refused(BankAccounts.Refused fact) {
        notices.tell(
                fact.account().organisation(),
                "bank-account/refused/" + fact.account().id(),
                "Votre compte bancaire est refusé",
                "La coopérative n’y enverra rien. Raison donnée : %s. Si personne chez vous n’a déclaré de compte, "
                                .formatted(fact.why())
                        + "prévenez la coopérative aujourd’hui, par téléphone.");
    }

    @EventListener
    void validated(BankAccounts.Validated fact) {
        var account = fact.account();
        notices.tell(
                account.organisation(),
                "bank-account/validated/%s/%s".formatted(account.id(), clock.instant()),
                "Votre compte bancaire est vérifié",
                "Il peut recevoir des virements à partir du %s. Si personne chez vous n’a demandé de changement, "
                                .formatted(Paris.frenchLong(account.usableFrom().orElseGet(() -> Paris.today(clock))))
                        + "prévenez la coopérative aujourd’hui, par téléphone.");
    }
}

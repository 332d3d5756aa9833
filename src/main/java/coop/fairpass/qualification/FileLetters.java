package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is mailed about a file to people who have no account yet: the address where it is signed, and the one that opens
 * it again. Written in the caller's transaction; the words are erased once the mail has left.
 */
@Component
class FileLetters {

    private final Optional<Letters> letters;

    FileLetters(ObjectProvider<Letters> letters) {
        this.letters = Optional.ofNullable(letters.getIfAvailable());
    }

    /** To whoever signs, and to nobody else: the address where the file is read and signed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void toSign(Application application, String candidate, String secret, List<String> addresses) {
        for (var address : addresses) {
            write(new Letter(
                    idOf("sign/" + secret + "/" + address),
                    address,
                    MailKind.ACCESS,
                    "Un dossier à lire et à signer",
                    List.of(
                            ("%s a rempli un dossier pour que %s accepte les chèques, et vous nomme comme la personne"
                                            + " qui peut engager la structure.")
                                    .formatted(candidate, application.name()),
                            ("Lisez le dossier %d, la charte et les conditions, puis signez si vous êtes d’accord."
                                            + " Gardez cette adresse pour vous : elle permet de signer.")
                                    .formatted(application.number()),
                            "Si vous ne représentez pas cette structure, ne faites rien : rien n’est signé sans vous."),
                    Optional.of(new Letter.Link("Lire et signer le dossier", "/devenir/signer/" + secret))));
        }
    }

    /** To whoever fills in a file: the address that opens it again, and the only one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void toResume(Application application, String secret, String address) {
        write(new Letter(
                idOf("resume/" + secret + "/" + address),
                address,
                MailKind.ACCESS,
                "L’adresse de votre dossier %d".formatted(application.number()),
                List.of(
                        "Vous avez commencé un dossier pour accepter les chèques. Gardez ce courriel :"
                                + " l’adresse ci-dessous rouvre votre dossier, et elle seule.",
                        "Qui a cette adresse peut lire le dossier et le changer jusqu’à la signature."
                                + " Si vous n’avez rien commencé, ne faites rien."),
                Optional.of(new Letter.Link("Rouvrir mon dossier", "/devenir/" + secret))));
    }

    /** To whoever left a draft asleep: an address that opens it too, before it is closed (Q8). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void toWake(Application application, String secret, String address, LocalDate closesOn) {
        write(new Letter(
                idOf("wake/" + secret + "/" + address),
                address,
                MailKind.ACCESS,
                "Votre dossier %d sera clos le %s".formatted(application.number(), Paris.frenchLong(closesOn)),
                List.of(
                        "Vous avez commencé un dossier pour accepter les chèques. Il n’a pas changé depuis le %s."
                                .formatted(Paris.frenchLong(application.changedOn())),
                        "Pour le garder, rouvrez-le et enregistrez-en une page. Sinon il sera clos le %s ;"
                                        .formatted(Paris.frenchLong(closesOn))
                                + " un nouveau dossier restera possible.",
                        "Qui a l’adresse ci-dessous peut lire le dossier et le changer jusqu’à la signature."),
                Optional.of(new Letter.Link("Rouvrir mon dossier", "/devenir/" + secret))));
    }

    /** To whoever asked to enter the space of an organisation and may not: why, and what is left to do. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notLetIn(Application application, UUID claim, String organisation, String reason, String address) {
        write(new Letter(
                idOf("claim/" + claim + "/" + address),
                address,
                MailKind.ACCESS,
                "Votre demande d’accès n’est pas acceptée",
                List.of(
                        "Avec le dossier %d, vous avez demandé à entrer dans l’espace de %s. La réponse est non."
                                .formatted(application.number(), organisation),
                        "Raison donnée : %s".formatted(reason),
                        "Si vous travaillez pour cette structure, parlez-en à qui l’administre. Vous pouvez aussi rouvrir"
                                + " votre dossier, par l’adresse que vous avez reçue, et demander de nouveau ou corriger"
                                + " le numéro de votre structure."),
                Optional.empty()));
    }

    private void write(Letter letter) {
        letters.ifPresent(one -> one.write(letter));
    }

    private static UUID idOf(String what) {
        return UUID.nameUUIDFromBytes(what.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }
}

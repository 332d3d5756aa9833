package coop.fairpass.access;

import coop.fairpass.access.MailedLinks.Purpose;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Invitations : the way in for somebody whose roles were given by somebody else. */
@Component
public class Invitations {

    static final String PATH = "/invitation/";

    private final MailedLinks links;
    private final Letters letters;
    private final AccessEvents events;

    Invitations(MailedLinks links, Letters letters, AccessEvents events) {
        this.links = links;
        this.letters = letters;
        this.events = events;
    }

    /**
     * Writes to a person who has no account yet, in the caller's transaction.
     *
     * @param email an address that {@link MailAddress} read
     * @param organisation for which they are invited, as the mail names it
     * @param by who invites, by reference
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(UUID person, String email, String organisation, String by) {
        letters.write(new Letter(
                UUID.randomUUID(),
                email,
                MailKind.ACCESS,
                "Votre accès à Fairpass",
                List.of(
                        "%s vous ouvre un accès à Fairpass.".formatted(organisation),
                        "Choisissez votre mot de passe dans les sept jours ; ensuite, demandez un nouveau lien."),
                Optional.of(new Letter.Link("Choisir mon mot de passe", path(person, email, by)))));
    }

    /** Who was invited at an address and has not come in yet. */
    @Transactional(readOnly = true)
    public Optional<UUID> invitedAt(String email) {
        return links.invitedAt(email);
    }

    /** Tells somebody who has an account that they were given roles in an organisation. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellOfRoles(String email, String organisation) {
        letters.write(new Letter(
                UUID.randomUUID(),
                email,
                MailKind.ACCESS,
                "Un rôle de plus sur Fairpass",
                List.of("%s vous donne un rôle. Votre compte reste le même.".formatted(organisation)),
                Optional.of(new Letter.Link("Ouvrir Fairpass", "/connexion/organisation"))));
    }

    /** Draws an invitation that is told otherwise than by mail: by the command that sets an instance up. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String path(UUID person, String email, String by) {
        events.keep(person, AccessEvent.INVITED, email, by);
        return PATH + links.draw(Purpose.INVITATION, person, email, by);
    }
}

package coop.fairpass.qualification;

import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Sentences;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells the cooperative that an amendment waits, and the provider what was decided of it and why. */
@Component
class ToldOfAmendments {

    private final Notices notices;
    private final Organisations organisations;

    ToldOfAmendments(Notices notices, Organisations organisations) {
        this.notices = notices;
        this.organisations = organisations;
    }

    void asked(Amendment one) {
        notices.tell(
                one.provider(),
                "amendment-asked/" + one.id(),
                "Votre avenant %d est transmis".formatted(one.number()),
                "Il porte sur %s. Rien ne change avant qu’une personne de la coopérative l’accepte. Vous pouvez le"
                                .formatted(about(one))
                        + " retirer en attendant.");
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "amendment-asked/" + one.id(),
                        "Un avenant attend",
                        "Avenant %d, %s : %s."
                                .formatted(
                                        one.number(),
                                        organisations.get(one.provider()).legalName(),
                                        about(one))));
    }

    void decided(Amendment one) {
        var reason = one.decided().orElseThrow().reason();
        notices.tell(
                one.provider(),
                "amendment-decided/" + one.id(),
                "Décision sur votre avenant %d".formatted(one.number()),
                (one.state() == AmendmentState.ACCEPTED
                                ? "Il est accepté et prend effet aujourd’hui. Il porte sur %s. Motif : %s"
                                : "Il est refusé, et rien ne change. Il portait sur %s. Motif : %s")
                        .formatted(about(one), reason.endsWith(".") ? reason : reason + "."));
    }

    private static String about(Amendment one) {
        var words = Sentences.french(one.subject());
        return words.substring(0, 1).toLowerCase(Locale.FRENCH) + words.substring(1);
    }
}

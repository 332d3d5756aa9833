package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Component;

/** Amendments that wait for a reviewer who did not ask for them. */
@Component
class AmendmentWork implements WorkWaiting {

    private final Amendments amendments;
    private final Organisations organisations;

    AmendmentWork(Amendments amendments, Organisations organisations) {
        this.amendments = amendments;
        this.organisations = organisations;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        return amendments.waitingFor(actor).stream()
                .map(one -> new Waiting(
                        Language.say("Décider de l’avenant %d", "Decide on amendment %d")
                                .formatted(one.number()),
                        Language.say("%s : %s.", "%s: %s.")
                                .formatted(organisations.get(one.provider()).legalName(), Sentences.of(one.subject())),
                        "/avenants/" + one.id()))
                .toList();
    }
}

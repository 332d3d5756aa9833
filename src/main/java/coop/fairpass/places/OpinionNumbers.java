package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people say of a provider's places, or of all places, on the home page of whoever works there. */
@Component
class OpinionNumbers implements LivesBy {

    private static final int RANK = 60;
    private static final int MOST = 10_000;

    private final Opinions opinions;

    OpinionNumbers(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (actor.has(Role.COOP_REVIEWER)) {
            return panels("Avis sur les lieux", opinions.byPlace(Optional.empty(), MOST));
        }
        return actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF)
                ? actor.organisation()
                        .map(own -> panels("Ce que l’on dit de vos lieux", opinions.byPlace(Optional.of(own), MOST)))
                        .orElse(List.of())
                : List.of();
    }

    private static List<Panel> panels(String title, List<Opinions.OfPlace> all) {
        var counts = all.stream().map(Opinions.OfPlace::counts).reduce(OpinionCounts.none(), OpinionCounts::and);
        if (counts.total() == 0) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(Plural.number(counts.total()), "avis en douze mois", ReceivedOpinionPages.PATH));
        if (counts.isShown()) {
            figures.add(share(counts, OpinionQuestion.WELCOME, "bien accueillis"));
            figures.add(share(counts, OpinionQuestion.HELP, "aidés comme ils voulaient"));
        }
        return List.of(new Panel(
                RANK,
                title,
                figures,
                List.of(),
                counts.isShown() ? List.of() : List.of("Les réponses se lisent à partir de cinq avis.")));
    }

    private static Figure share(OpinionCounts counts, OpinionQuestion question, String label) {
        return new Figure(counts.percentFrench(question, OpinionAnswer.YES), label, ReceivedOpinionPages.PATH);
    }
}

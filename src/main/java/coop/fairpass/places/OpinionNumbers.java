package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
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
            return panels(Language.say("Avis sur les lieux", "Opinions on places"), opinions.byPlace(Optional.empty(), MOST));
        }
        return actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF)
                ? actor.organisation()
                        .map(own -> panels(
                                Language.say("Ce que l’on dit de vos lieux", "What people say of your places"),
                                opinions.byPlace(Optional.of(own), MOST)))
                        .orElse(List.of())
                : List.of();
    }

    private static List<Panel> panels(String title, List<Opinions.OfPlace> all) {
        var counts = all.stream().map(Opinions.OfPlace::counts).reduce(OpinionCounts.none(), OpinionCounts::and);
        if (counts.total() == 0) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                Language.say(counts.total()),
                Language.say(
                        "avis en douze mois",
                        Plural.englishWords(counts.total(), "opinion in twelve months", "opinions in twelve months")),
                ReceivedOpinionPages.PATH));
        if (counts.isShown()) {
            figures.add(share(counts, OpinionQuestion.WELCOME, Language.say("bien accueillis", "made welcome")));
            figures.add(share(counts, OpinionQuestion.HELP, Language.say("aidés comme ils voulaient", "helped as they wanted")));
        }
        return List.of(new Panel(
                RANK,
                title,
                figures,
                List.of(),
                counts.isShown() ? List.of() : List.of(Language.say(
                                "Les réponses se lisent à partir de cinq avis.",
                                "Answers can be read from five opinions on."))));
    }

    private static Figure share(OpinionCounts counts, OpinionQuestion question, String label) {
        return new Figure(
                Language.say(
                        counts.percentFrench(question, OpinionAnswer.YES),
                        counts.percentEnglish(question, OpinionAnswer.YES)),
                label,
                ReceivedOpinionPages.PATH);
    }
}

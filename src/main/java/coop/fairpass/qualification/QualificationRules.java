package coop.fairpass.qualification;

import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The charter and the questionnaire that apply, and the zones where a limit does. */
@Component
class QualificationRules implements RulesInForce {

    private final Charters charters;
    private final Questionnaires questionnaires;
    private final ZoneLimits limits;

    QualificationRules(Charters charters, Questionnaires questionnaires, ZoneLimits limits) {
        this.charters = charters;
        this.questionnaires = questionnaires;
        this.limits = limits;
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public List<Rule> rulesOn(LocalDate day) {
        var rules = new ArrayList<Rule>();
        rules.add(version(Language.say("Charte", "Charter"), charters.on(day), "/charte"));
        rules.add(version(
                Language.say("Questionnaire de qualification", "Qualification questionnaire"),
                questionnaires.on(day),
                "/questionnaire"));
        for (var limit : limits.all()) {
            if (limit.isInForceOn(day)) {
                var zone = limits.nameOf(limit.zone());
                rules.add(new Rule(
                        Language.say("Zone limitée : " + zone, "Limited zone: " + zone),
                        Language.say(
                                Plural.of(limit.most(), "lieu", "lieux") + " au plus",
                                "at most " + Plural.of(limit.most(), "place", "places")),
                        Optional.of(limit.validFrom()),
                        Optional.of(limit.decision().source()),
                        "/zones-limitees"));
            }
        }
        return List.copyOf(rules);
    }

    private static Rule version(String name, AdoptedVersion<?> version, String path) {
        return new Rule(
                name,
                Language.say("version " + version.number(), "version " + version.number()),
                version.effectiveOn(),
                version.decision().map(Decision::source),
                path + "/" + version.number());
    }
}

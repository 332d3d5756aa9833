package coop.fairpass.catalogue;

import coop.fairpass.web.Language;
import coop.fairpass.web.RulesInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The version of the catalogue that applies. */
@Component
class CatalogueRules implements RulesInForce {

    private final Catalogue catalogue;

    CatalogueRules(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public List<Rule> rulesOn(LocalDate day) {
        return catalogue
                .on(day)
                .map(version -> new Rule(
                        Language.say("Référentiel des services", "Catalogue of services"),
                        Language.say("version " + version.number(), "version " + version.number()),
                        Optional.of(version.effectiveOn()),
                        Optional.of(version.decision().source()),
                        CataloguePages.PATH + "/versions/" + version.number()))
                .stream()
                .toList();
    }
}

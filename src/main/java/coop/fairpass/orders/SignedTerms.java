package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.invoicing.PrintedDocument.Fact;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a signature freezes, as the quote and then the order form print it. */
@Component
class SignedTerms {

    private final ObjectProvider<TargetPublics> publics;

    SignedTerms(ObjectProvider<TargetPublics> publics) {
        this.publics = publics;
    }

    List<Fact> of(Need need, Quote quote) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Carnets",
                "%s de %d chèques".formatted(Plural.of(need.booklets(), "carnet", "carnets"), need.bookletSize())));
        facts.add(new Fact(
                "Validité",
                "du %s au %s, services acceptés jusqu’au %s"
                        .formatted(
                                Paris.french(need.firstDay()),
                                Paris.french(need.endDates().validUntil()),
                                Paris.french(need.endDates().toleranceEndsOn()))));
        var restrictions = need.restrictions();
        add(facts, "Périmètre", restrictions.perimeterLabel());
        add(facts, "Publics", saidPublics(restrictions.audiences()));
        add(facts, "Parcours", restrictions.pathLabel());
        if (restrictions.isRegulated()) {
            facts.add(new Fact("Tarif", "réglementé, sans reste à payer"));
        }
        facts.add(new Fact(
                "Offre du périmètre",
                "%s, %s sur %s"
                        .formatted(
                                Plural.of(quote.reach().openPlaces(), "lieu ouvert", "lieux ouverts"),
                                Plural.of(quote.reach().covered(), "habitant desservi", "habitants desservis"),
                                Plural.number(quote.reach().inhabitants()))));
        return facts;
    }

    private String saidPublics(List<String> audiences) {
        return publics.stream()
                .findFirst()
                .map(told -> Language.FRENCH.during(() -> told.said(audiences)))
                .orElseGet(() -> String.join(", ", audiences));
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(name, value));
        }
    }
}

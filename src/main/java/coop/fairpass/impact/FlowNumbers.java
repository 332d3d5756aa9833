package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.impact.ProviderFlows.Median;
import coop.fairpass.impact.ProviderFlows.Own;
import coop.fairpass.impact.ProviderFlows.Year;
import coop.fairpass.money.Money;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a provider received in a year beside the median of its département and the target of the cooperative, which aims
 * at providers that live from their work; for the board, the consolidating ratio itself.
 */
@Component
class FlowNumbers implements LivesBy {

    private static final int RANK = 13;
    private static final String STATEMENTS = "/releves";

    private final ProviderFlows flows;

    FlowNumbers(ProviderFlows flows) {
        this.flows = flows;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        var panels = new ArrayList<Panel>();
        if (actor.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)) {
            actor.organisation().flatMap(flows::of).map(this::panel).ifPresent(panels::add);
        }
        if (actor.hasAny(Role.BOARD, Role.TREASURER)) {
            flows.lastYear().map(this::panel).ifPresent(panels::add);
        }
        return panels;
    }

    private static String during(Year year) {
        return Language.say(
                Paris.ofFrench(year.first()) + " à " + Paris.french(year.last()),
                "from " + Paris.english(year.first()) + " to " + Paris.english(year.last()));
    }

    private Panel panel(Own own) {
        var figures = new ArrayList<Figure>();
        var bars = new ArrayList<Bar>();
        figures.add(new Figure(
                Language.say(own.flow()),
                Language.say("vous reviennent, frais déduits, ", "are yours, fees deducted, ") + during(own.year()),
                STATEMENTS));
        bars.add(bar(Language.say("Votre structure", "Your organisation"), own.flow(), "keep"));
        own.median().ifPresent(median -> {
            figures.add(new Figure(Language.say(median.rounded()), label(median), ""));
            bars.add(bar(label(median), median.rounded(), "owed"));
        });
        var target = Language.say("l’objectif pour une année", "the target for a year");
        figures.add(new Figure(Language.say(flows.target()), target, ""));
        bars.add(bar(Language.say("Objectif", "Target"), flows.target(), "none"));
        return new Panel(
                RANK,
                Language.say("Votre année, à côté des autres", "Your year, beside the others"),
                figures,
                List.of(new Bars(
                        Language.say("Reçu en douze mois", "Received in twelve months"),
                        Chart.Unit.MONEY,
                        Language.say("Qui", "Who"),
                        bars)),
                words(own));
    }

    private static Bar bar(String label, Money flow, String style) {
        return new Bar(label, Math.max(0, flow.cents()), style);
    }

    private static String label(Median median) {
        return median.zone()
                .map(Language.say("médiane de votre département, %s", "median of your département, %s")::formatted)
                .orElseGet(() -> Language.say("médiane de toutes les structures", "median of all organisations"));
    }

    private static List<String> words(Own own) {
        var words = new ArrayList<String>();
        own.median()
                .ifPresent(median -> words.add(Language.say(
                                "Médiane : une structure sur deux reçoit moins, une sur deux plus. Elle compte %s"
                                        + " structures qualifiées toute l’année ; elle est arrondie à la"
                                        + " centaine d’euros, et personne n’est nommé.",
                                "Median: one organisation in two receives less, one in two more. It counts %s"
                                        + " organisations qualified all year; it is rounded to the hundred euros,"
                                        + " and nobody is named.")
                        .formatted(Language.say(median.providers()))));
        own.hiddenZone()
                .ifPresent(zone -> words.add(Language.say(
                                "%s : moins de %s autres structures y sont qualifiées depuis un an ; leur médiane ne"
                                        + " se montre pas.",
                                "%s: fewer than %s other organisations have been qualified there for a year; their"
                                        + " median is not shown.")
                        .formatted(zone, Language.say(ProviderFlows.LEAST_OTHERS))));
        if (own.median().isEmpty() && own.hiddenZone().isEmpty()) {
            words.add(Language.say(
                            "Moins de %s autres structures sont qualifiées depuis un an : leur médiane ne se"
                                    + " montre pas.",
                            "Fewer than %s other organisations have been qualified for a year: their median is"
                                    + " not shown.")
                    .formatted(Language.say(ProviderFlows.LEAST_OTHERS)));
        }
        if (!own.counts()) {
            words.add(Language.say(
                    "Votre structure n’était pas qualifiée toute l’année : elle ne compte pas dans la médiane.",
                    "Your organisation was not qualified all year: the median does not count it."));
        }
        return words;
    }

    private Panel panel(Year year) {
        var ratio = flows.ratio(year);
        var reaching = ratio.reaching(flows.target());
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                said(ratio.median()),
                Language.say("ratio consolidateur : le flux médian ", "consolidating ratio: the median flow ")
                        + during(year),
                ""));
        figures.add(new Figure(
                reaching.percent(),
                Language.say(
                                "des structures reçoivent %s ou plus : %s sur %s",
                                "of the organisations receive %s or more: %s of %s")
                        .formatted(
                                Language.say(flows.target()),
                                Language.say(reaching.numerator()),
                                Language.say(reaching.denominator())),
                ""));
        figures.add(new Figure(
                said(ratio.lowerQuartile()),
                Language.say("au plus, pour une structure sur quatre", "at most, for one organisation in four"),
                ""));
        figures.add(new Figure(
                said(ratio.upperQuartile()),
                Language.say("au plus, pour trois sur quatre", "at most, for three in four"),
                ""));
        return new Panel(
                RANK,
                Language.say("Ratio consolidateur", "Consolidating ratio"),
                figures,
                List.of(),
                List.of(Language.say(
                        "Ce que reçoivent, frais déduits, les structures qualifiées les douze mois entiers, celles"
                                + " qui n’ont rien reçu comprises.",
                        "What organisations qualified for the whole twelve months receive, fees deducted, those that"
                                + " received nothing included.")));
    }

    private static String said(Optional<Money> amount) {
        return amount.map(Language::say).orElse("–");
    }
}

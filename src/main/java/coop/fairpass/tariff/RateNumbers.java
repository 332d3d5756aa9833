package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tariff in force, for those who answer for it: each rate with the decision it comes from. */
@Component
class RateNumbers implements LivesBy {

    private static final int RANK = 18;

    private final Tariff tariff;
    private final Clock clock;

    RateNumbers(Tariff tariff, Clock clock) {
        this.tariff = tariff;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.TREASURER, Role.BOARD)) {
            return List.of();
        }
        var today = Paris.today(clock);
        var inForce = Arrays.stream(RateKind.values())
                .flatMap(kind -> tariff.on(kind, today).stream())
                .toList();
        var missing = Arrays.stream(RateKind.values())
                .filter(kind -> inForce.stream().noneMatch(dated -> dated.kind() == kind))
                .map(RateWords::name)
                .toList();
        var words = new ArrayList<String>();
        inForce.stream().map(RateNumbers::origin).distinct().forEach(words::add);
        if (!missing.isEmpty()) {
            words.add(Language.say("Pas encore décidé : %s.", "Not decided yet: %s.")
                    .formatted(String.join(", ", missing)));
        }
        return List.of(new Panel(
                RANK,
                Language.say("Barème en vigueur", "Rates in force"),
                inForce.stream()
                        .map(dated ->
                                new Figure(RateWords.value(dated), RateWords.name(dated.kind()), TariffPages.PATH))
                        .toList(),
                List.of(),
                words));
    }

    private static String origin(Tariff.Dated dated) {
        return Language.say("Depuis le %s : %s, %s.", "Since %s: %s, %s.")
                .formatted(
                        Language.sayLong(dated.validFrom()),
                        dated.decision().body(),
                        dated.decision().minutes());
    }
}

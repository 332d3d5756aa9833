package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
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
                .map(RateNumbers::name)
                .toList();
        var words = new ArrayList<String>();
        inForce.stream().map(RateNumbers::origin).distinct().forEach(words::add);
        if (!missing.isEmpty()) {
            words.add("Pas encore décidé : %s.".formatted(String.join(", ", missing)));
        }
        return List.of(new Panel(
                RANK,
                "Barème en vigueur",
                inForce.stream()
                        .map(dated -> new Figure(value(dated), name(dated.kind()), ""))
                        .toList(),
                List.of(),
                words));
    }

    private static String origin(Tariff.Dated dated) {
        return "Depuis le %s : %s, %s."
                .formatted(
                        Paris.frenchLong(dated.validFrom()),
                        dated.decision().body(),
                        dated.decision().minutes());
    }

    private static String value(Tariff.Dated dated) {
        return switch (dated.kind().unit()) {
            case RATE -> dated.rate().french();
            case PRICE -> dated.price().french();
        };
    }

    private static String name(RateKind kind) {
        return switch (kind) {
            case UPSTREAM_FEE -> "frais des commanditaires";
            case DOWNSTREAM_FEE -> "frais des lieux";
            case CONTRIBUTION -> "don volontaire";
            case SUBSCRIPTION -> "abonnement d’un lieu, par an";
            case ENGAGEMENT_MARGIN -> "marge sur l’accompagnement";
        };
    }
}

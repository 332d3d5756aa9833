package coop.fairpass.places;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells providers that a page asks to be confirmed, that it is marked, that it has left the map. What the map
 * shows follows from the dates alone: a day when this did not run changes nothing of it.
 */
@Component
class PlaceDueDates implements DailyTask {

    private record Old(UUID id, OrganisationId provider, String name, LocalDate knownOn) {}

    private final JdbcClient jdbc;
    private final Notices notices;

    PlaceDueDates(JdbcClient jdbc, Notices notices) {
        this.jdbc = jdbc;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "places: pages to confirm";
    }

    @Override
    @Transactional
    public void run(LocalDate today) {
        var old = jdbc.sql("""
                        SELECT id, provider, name, known_on
                          FROM places.place
                         WHERE known_on <= :due
                           AND NOT is_hidden
                           AND opened_on <= :today
                           AND coalesce(closed_on > :today, true)
                        """)
                .param("due", today.minusMonths(Freshness.MONTHS))
                .param("today", today)
                .query((row, _) -> new Old(
                        row.getObject("id", UUID.class),
                        new OrganisationId(row.getObject("provider", UUID.class)),
                        row.getString("name"),
                        row.getObject("known_on", LocalDate.class)))
                .list();
        notices.tell(old.stream().flatMap(one -> told(one, today).stream()).toList());
    }

    /** The key holds the day it was known: confirmed, it is told again six months later. */
    private static List<Notices.Told> told(Old old, LocalDate today) {
        var freshness = Freshness.of(old.knownOn(), today);
        if (freshness == Freshness.FRESH) {
            return List.of();
        }
        var subject = switch (freshness) {
            case FRESH, DUE -> "Une page de lieu est à confirmer";
            case LATE -> "Une page de lieu est marquée « à vérifier »";
            case STALE -> "Un lieu a quitté la carte";
        };
        var text = switch (freshness) {
            case FRESH, DUE -> "Rien n’a été confirmé depuis le %s. Relisez la page, et dites qu’elle est juste.";
            case LATE -> "Rien n’a été confirmé depuis le %s. Sans réponse, le lieu quittera la carte dans un mois.";
            case STALE ->
                "Rien n’a été confirmé depuis le %s. Il peut toujours accepter les chèques ; confirmez sa"
                        + " page pour qu’on le trouve.";
        };
        return List.of(new Notices.Told(
                old.provider(),
                "places/%s/%s/%s".formatted(freshness, old.id(), old.knownOn()),
                subject,
                old.name() + ". " + text.formatted(Paris.frenchLong(old.knownOn()))));
    }
}

package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Territories;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider says when and how one of its places receives people. To change a page is to have read it: it is confirmed
 * that day.
 */
@Component
public class PresentPlace {

    public record Command(
            PlaceId place,
            Optional<Telephone> telephone,
            Optional<String> email,
            String openingHours,
            Presentation presentation,
            Actor by) {}

    public sealed interface Outcome {
        record Presented(Place place) implements Outcome {}

        record Refused(PresentationReason reason) implements Outcome {}
    }

    private static final int LONGEST = 2_000;
    private static final int LONGEST_SUMMARY = 280;
    private static final int LONGEST_DETAIL = 10_000;
    private static final int MOST_STOPS = 60;

    private final JdbcClient jdbc;
    private final Places places;
    private final Presentations presentations;
    private final Territories territories;
    private final Clock clock;

    PresentPlace(JdbcClient jdbc, Places places, Presentations presentations, Territories territories, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.presentations = presentations;
        this.territories = territories;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.lock(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (place.isEmpty()) {
            return new Outcome.Refused(PresentationReason.UNKNOWN_PLACE);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(PresentationReason.NOT_ALLOWED);
        }
        var reason = refusal(command);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        jdbc.sql("""
            UPDATE places.place
               SET telephone = :telephone,
                   email = :email,
                   opening_hours = :opening_hours,
                   confirmed_on = :today
             WHERE id = :id
            """)
                .param("id", command.place().value())
                .param(
                        "telephone",
                        command.telephone().map(Telephone::international).orElse(null))
                .param("email", command.email().orElse(null))
                .param("opening_hours", OpeningHours.ofTyped(command.openingHours()))
                .param("today", Paris.today(clock))
                .update();
        presentations.write(command.place(), command.presentation(), command.by());
        return new Outcome.Presented(places.get(command.place()));
    }

    /** Why what is said could not be shown, whatever the place. */
    Optional<PresentationReason> refusal(Command command) {
        var said = command.presentation();
        for (var email : emails(command)) {
            if (!RegisterOrganisation.looksLikeEmail(email)) {
                return Optional.of(PresentationReason.EMAIL_INVALID);
            }
            if (PlaceEmail.namesAPerson(email)) {
                return Optional.of(PresentationReason.EMAIL_OF_A_PERSON);
            }
        }
        if (said.summary().length() > LONGEST_SUMMARY) {
            return Optional.of(PresentationReason.SUMMARY_TOO_LONG);
        }
        if (said.detail().length() > LONGEST_DETAIL
                || said.complement().length() > LONGEST
                || said.parent().length() > LONGEST
                || command.openingHours().length() > LONGEST) {
            return Optional.of(PresentationReason.TEXT_TOO_LONG);
        }
        for (var address : List.of(said.website(), said.accessSheet(), said.booking())) {
            for (var one : address.split("\\|", -1)) {
                if (!address.isEmpty() && !isWebAddress(one)) {
                    return Optional.of(PresentationReason.ADDRESS_INVALID);
                }
            }
        }
        return unknownWord(said) ? Optional.of(PresentationReason.WORD_UNKNOWN) : stopRefusal(said.stops());
    }

    private static List<String> emails(Command command) {
        var all = new ArrayList<>(command.presentation().otherEmails());
        command.email().ifPresent(all::add);
        return all;
    }

    /** An address that a page may lead to: nothing but the web. */
    static boolean isWebAddress(String written) {
        if (written.length() > LONGEST) {
            return false;
        }
        try {
            var address = new URI(written);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean unknownWord(Presentation said) {
        var words = Map.of(
                PlaceField.MOVES, said.moves(),
                PlaceField.PUBLICS, said.publics(),
                PlaceField.CARE, said.care(),
                PlaceField.PROGRAMMES, said.programmes(),
                PlaceField.LABELS, said.labels(),
                PlaceField.ACCESS_WAYS, said.accessWays(),
                PlaceField.SUPPORT_WAYS, said.supportWays());
        return words.entrySet().stream()
                        .anyMatch(entry -> !StandardWords.of(entry.getKey()).containsAll(entry.getValue()))
                || !Languages.codes().containsAll(said.languages())
                || said.otherLabels().stream().anyMatch(label -> label.contains("|") || label.length() > 200);
    }

    private Optional<PresentationReason> stopRefusal(List<Presentation.Stop> stops) {
        if (stops.size() > MOST_STOPS || stops.stream().anyMatch(PresentPlace::isUnreadable)) {
            return Optional.of(PresentationReason.STOP_UNREADABLE);
        }
        var codes = stops.stream()
                .map(stop -> InseeCode.check(stop.commune()).valid())
                .toList();
        if (codes.stream().anyMatch(Optional::isEmpty)
                || !territories
                        .follow(codes.stream().flatMap(Optional::stream).toList())
                        .keySet()
                        .containsAll(codes.stream().flatMap(Optional::stream).toList())) {
            return Optional.of(PresentationReason.STOP_COMMUNE_UNKNOWN);
        }
        return Optional.empty();
    }

    /** It goes out in one cell, between brackets and bars. */
    private static boolean isUnreadable(Presentation.Stop stop) {
        return stop.address().isBlank()
                || stop.address().length() > 200
                || stop.hours().length() > 500
                || (stop.address() + stop.hours()).matches("(?s).*[|\\[\\]\\n\\r].*");
    }
}

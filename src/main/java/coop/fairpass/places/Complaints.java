package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Sentences;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anybody complains of a place without a name, and gets a number; the cooperative answers within {@value #DAYS} days,
 * and the number opens the answer. The place is told that there is a complaint and of what kind, never its
 * words: they could say who wrote them. The caller chose the id, so twice is once.
 */
@Component
public class Complaints {

    /** Days to answer, counted from the day after, in Paris. */
    public static final int DAYS = 15;

    static final int LONGEST = 1_000;

    /** Of one place: beyond, somebody is playing, and those that wait are answered first. */
    private static final int MOST_OPEN = 20;

    private static final int DRAWS = 20;

    private static final String COLUMNS = """
            SELECT c.id, c.number, c.place, p.name, c.kind, c.words, c.told_at, c.due_on, c.answer, c.answered_at
              FROM places.complaint c
              JOIN places.place p ON p.id = c.place
            """;

    /** @param words asked only when the kind says nothing by itself */
    public record Command(UUID id, PlaceId place, ComplaintKind kind, String words) {}

    public sealed interface Outcome {
        record Kept(Complaint complaint) implements Outcome {}

        record Refused(ComplaintReason reason) implements Outcome {}
    }

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Places places;
    private final Notices notices;
    private final Clock clock;

    Complaints(JdbcClient jdbc, Places places, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.notices = notices;
        this.clock = clock;
    }

    /** Who reads complaints and answers them: people of the cooperative, never the place complained of. */
    static boolean mayAnswer(Actor actor) {
        return actor.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER);
    }

    @Transactional
    public Outcome complain(Command command) {
        var place = places.lock(command.place()).filter(found -> !found.isHidden());
        if (place.isEmpty()) {
            return new Outcome.Refused(ComplaintReason.UNKNOWN_PLACE);
        }
        var words = command.words().strip();
        if (words.length() > LONGEST) {
            return new Outcome.Refused(ComplaintReason.WORDS_TOO_LONG);
        }
        if (words.isEmpty() && command.kind() == ComplaintKind.OTHER) {
            return new Outcome.Refused(ComplaintReason.WORDS_MISSING);
        }
        var known = find(command.id());
        if (known.isPresent()) {
            return known.get().place().equals(command.place())
                            && known.get().kind() == command.kind()
                            && known.get().words().equals(words)
                    ? new Outcome.Kept(known.get())
                    : new Outcome.Refused(ComplaintReason.ID_TAKEN);
        }
        if (countOpen(command.place()) >= MOST_OPEN) {
            return new Outcome.Refused(ComplaintReason.TOO_MANY);
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            if (add(command, words)) {
                var kept = find(command.id()).orElseThrow();
                notices.tell(
                        place.get().provider(),
                        "places/complaint/" + kept.id(),
                        "Une réclamation concerne un de vos lieux",
                        "%s : %s. La coopérative vous demandera ce qui s’est passé, et répondra avant le %s."
                                .formatted(
                                        kept.placeName(),
                                        Sentences.french(kept.kind()),
                                        Paris.frenchLong(kept.dueOn())));
                return new Outcome.Kept(kept);
            }
            // The number drawn is taken: another is drawn. The place is locked, so the id is not.
        }
        throw new IllegalStateException("no number of complaint is free");
    }

    private long countOpen(PlaceId place) {
        return jdbc.sql("SELECT count(*) FROM places.complaint WHERE place = :place AND answered_at IS NULL")
                .param("place", place.value())
                .query(Long.class)
                .single();
    }

    private boolean add(Command command, String words) {
        return jdbc.sql("""
                        INSERT INTO places.complaint (id, number, place, kind, words, told_at, due_on)
                        VALUES (:id, :number, :place, :kind, :words, :told_at, :due_on)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("id", command.id())
                        .param("number", Long.toString(random.nextLong(1_000_000_000L, 10_000_000_000L)))
                        .param("place", command.place().value())
                        .param("kind", command.kind().name())
                        .param("words", words)
                        .param("told_at", now())
                        .param("due_on", Paris.today(clock).plusDays(DAYS))
                        .update()
                == 1;
    }

    /** Answers a complaint, once. */
    @Transactional
    public Outcome answer(UUID id, String answer, Actor by) {
        if (!mayAnswer(by)) {
            return new Outcome.Refused(ComplaintReason.NOT_ALLOWED);
        }
        var words = answer.strip();
        if (find(id).isEmpty()) {
            return new Outcome.Refused(ComplaintReason.UNKNOWN_COMPLAINT);
        }
        if (words.isEmpty()) {
            return new Outcome.Refused(ComplaintReason.ANSWER_MISSING);
        }
        if (words.length() > LONGEST) {
            return new Outcome.Refused(ComplaintReason.WORDS_TOO_LONG);
        }
        int written = jdbc.sql("""
                        UPDATE places.complaint
                           SET answer = :answer, answered_at = :at, answered_by = :by
                         WHERE id = :id
                           AND answered_at IS NULL
                        """)
                .param("id", id)
                .param("answer", words)
                .param("at", now())
                .param("by", by.reference())
                .update();
        return written == 1
                ? new Outcome.Kept(find(id).orElseThrow())
                : new Outcome.Refused(ComplaintReason.ALREADY_ANSWERED);
    }

    /** Those that wait for an answer, the first due first; none for whoever may not answer. */
    @Transactional(readOnly = true)
    public List<Complaint> open(Actor actor, int most) {
        return mayAnswer(actor)
                ? jdbc.sql(COLUMNS + " WHERE c.answered_at IS NULL ORDER BY c.due_on, c.told_at, c.id LIMIT :most")
                        .param("most", most)
                        .query((row, _) -> complaint(row))
                        .list()
                : List.of();
    }

    /** The complaint that a person knows the number of, with or without spaces. */
    @Transactional(readOnly = true)
    public Optional<Complaint> ofNumber(String written) {
        return jdbc.sql(COLUMNS + " WHERE c.number = :number")
                .param("number", written.replaceAll("[\\s.-]", ""))
                .query((row, _) -> complaint(row))
                .optional();
    }

    private Optional<Complaint> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE c.id = :id")
                .param("id", id)
                .query((row, _) -> complaint(row))
                .optional();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Complaint complaint(ResultSet row) throws SQLException {
        return new Complaint(
                row.getObject("id", UUID.class),
                row.getString("number"),
                new PlaceId(row.getObject("place", UUID.class)),
                row.getString("name"),
                ComplaintKind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("answer"),
                Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}

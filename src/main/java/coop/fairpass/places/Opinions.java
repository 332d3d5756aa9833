package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Avis après un service : what people said of places in the last twelve months, counted and never shown one by one. */
@Component
public class Opinions {

    /** A place and what was said of it. */
    public record OfPlace(PlaceId place, String name, OpinionCounts counts) {}

    private static final int MONTHS = 12;

    private static final String COUNTS = """
            count(*) AS total, count(*) FILTER (WHERE o.way <> 'WEB') AS copied,
                   count(*) FILTER (WHERE o.welcome = 'YES') AS welcome_yes,
                   count(*) FILTER (WHERE o.welcome = 'SO_SO') AS welcome_so_so,
                   count(*) FILTER (WHERE o.welcome = 'NO') AS welcome_no,
                   count(*) FILTER (WHERE o.help = 'YES') AS help_yes,
                   count(*) FILTER (WHERE o.help = 'SO_SO') AS help_so_so,
                   count(*) FILTER (WHERE o.help = 'NO') AS help_no,
                   count(*) FILTER (WHERE o.again = 'YES') AS again_yes,
                   count(*) FILTER (WHERE o.again = 'SO_SO') AS again_so_so,
                   count(*) FILTER (WHERE o.again = 'NO') AS again_no
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Opinions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps an opinion, once; false when its id stands for an opinion of another place. */
    boolean add(GiveOpinion.Command command, LocalDate today) {
        jdbc.sql("""
                        INSERT INTO places.opinion (id, place, given_on, welcome, help, again, month, way, copied_by)
                        VALUES (:id, :place, :given_on, :welcome, :help, :again, :month, :way, :copied_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", command.id())
                .param("place", command.place().value())
                .param("given_on", today)
                .param("welcome", answer(command, OpinionQuestion.WELCOME))
                .param("help", answer(command, OpinionQuestion.HELP))
                .param("again", answer(command, OpinionQuestion.AGAIN))
                .param("month", command.month().map(month -> month.atDay(1)).orElse(null), Types.DATE)
                .param("way", command.way().name())
                .param("copied_by", command.by().map(Actor::reference).orElse(null), Types.VARCHAR)
                .update();
        return jdbc.sql("SELECT place = :place FROM places.opinion WHERE id = :id")
                .param("place", command.place().value())
                .param("id", command.id())
                .query(Boolean.class)
                .single();
    }

    private static String answer(GiveOpinion.Command command, OpinionQuestion question) {
        return Optional.ofNullable(command.answers().get(question))
                .orElseThrow()
                .name();
    }

    /** What was said of one place. */
    @Transactional(readOnly = true)
    public OpinionCounts of(PlaceId place) {
        return jdbc.sql("SELECT " + COUNTS + " FROM places.opinion o WHERE o.place = :place AND o.given_on > :since")
                .param("place", place.value())
                .param("since", since())
                .query((row, _) -> counts(row))
                .single();
    }

    /** Of the places of one provider, or of all that somebody said something of, the most told first. */
    @Transactional(readOnly = true)
    public List<OfPlace> byPlace(Optional<OrganisationId> provider, int most) {
        return jdbc.sql("""
                        SELECT p.id, p.name,\s""" + COUNTS + """
                          FROM places.opinion o
                          JOIN places.place p ON p.id = o.place
                         WHERE o.given_on > :since
                           AND (:all OR p.provider = :provider)
                         GROUP BY p.id, p.name
                         ORDER BY count(*) DESC, p.name, p.id
                         LIMIT :most
                        """)
                .param("since", since())
                .param("all", provider.isEmpty())
                .param("provider", provider.map(OrganisationId::value).orElse(new UUID(0, 0)))
                .param("most", most)
                .query((row, _) ->
                        new OfPlace(new PlaceId(row.getObject("id", UUID.class)), row.getString("name"), counts(row)))
                .list();
    }

    private LocalDate since() {
        return Paris.today(clock).minusMonths(MONTHS);
    }

    private static OpinionCounts counts(ResultSet row) throws SQLException {
        var answers = new EnumMap<OpinionQuestion, Map<OpinionAnswer, Long>>(OpinionQuestion.class);
        for (var question : OpinionQuestion.values()) {
            var of = new EnumMap<OpinionAnswer, Long>(OpinionAnswer.class);
            for (var answer : OpinionAnswer.values()) {
                of.put(
                        answer,
                        row.getLong(question.field() + "_" + answer.name().toLowerCase(Locale.ROOT)));
            }
            answers.put(question, Map.copyOf(of));
        }
        return new OpinionCounts(row.getLong("total"), row.getLong("copied"), answers);
    }
}

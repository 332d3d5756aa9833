package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Envois : what travels between two organisations. The open ranges of moves are exactly the booklets in transit; when
 * some of them end their way, they are cut off their range.
 */
@Component
class Moves {

    /** How the way of some booklets ended. */
    enum Ending {
        COUNTED,
        MISSING,
        HANDED_OVER,
        WITHDRAWN,
        CANCELLED
    }

    private record Piece(UUID move, BookletRange range, boolean isEnded) {}

    private record OpenRange(UUID move, BookletRange range) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Moves(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Move> find(UUID id) {
        return jdbc.sql("""
                        SELECT id, kind, sender, receiver, sent_at, completed_at
                          FROM booklets.move
                         WHERE id = :id
                        """).param("id", id).query((row, _) -> move(row)).optional();
    }

    Optional<Move> lock(UUID id) {
        return jdbc.sql("""
                        SELECT id, kind, sender, receiver, sent_at, completed_at
                          FROM booklets.move
                         WHERE id = :id
                           FOR UPDATE
                        """).param("id", id).query((row, _) -> move(row)).optional();
    }

    void start(UUID id, Move.Kind kind, OrganisationId sender, OrganisationId receiver, BookletRanges sent, Actor by) {
        jdbc.sql("""
                        INSERT INTO booklets.move (id, kind, sender, receiver, sent_at, sent_by)
                        VALUES (:id, :kind, :sender, :receiver, :at, :by)
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("sender", sender.value())
                .param("receiver", receiver.value())
                .param("at", now())
                .param("by", by.reference())
                .update();
        insert(sent.runs().stream().map(range -> new Piece(id, range, false)).toList());
    }

    /** All that was sent. */
    BookletRanges sent(UUID move) {
        return ranges(move, false);
    }

    /** What is still on its way. */
    BookletRanges open(UUID move) {
        return ranges(move, true);
    }

    private BookletRanges ranges(UUID move, boolean openOnly) {
        return new BookletRanges(jdbc.sql("""
                        SELECT first_booklet, last_booklet
                          FROM booklets.move_range
                         WHERE move = :move
                           AND (ended_at IS NULL OR NOT :open_only)
                        """)
                .param("move", move)
                .param("open_only", openOnly)
                .query((row, _) -> new BookletRange(row.getLong("first_booklet"), row.getLong("last_booklet")))
                .list());
    }

    /** Whether some booklets of a range never yet arrived where the cooperative sent them. */
    boolean isBeingDelivered(BookletRange range) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM booklets.move_range r
                              JOIN booklets.move m ON m.id = r.move
                             WHERE r.ended_at IS NULL
                               AND m.kind = 'DELIVERY'
                               AND r.first_booklet <= :last
                               AND r.last_booklet >= :first)
                        """)
                .param("first", range.first())
                .param("last", range.last())
                .query(Boolean.class)
                .single();
    }

    /** Whether an organisation was to receive booklets that were declared missing on their way. */
    boolean wereMissedOnTheWayTo(OrganisationId receiver, BookletRanges booklets) {
        var missed = new BookletRanges(jdbc.sql("""
                        SELECT r.first_booklet, r.last_booklet
                          FROM booklets.move_range r
                          JOIN booklets.move m ON m.id = r.move
                         WHERE m.receiver = :receiver
                           AND r.ending = 'MISSING'
                        """)
                .param("receiver", receiver.value())
                .query((row, _) -> new BookletRange(row.getLong("first_booklet"), row.getLong("last_booklet")))
                .list());
        return missed.contains(booklets);
    }

    /** Some booklets, locked, are no longer on their way; those that were not travelling are passed over. */
    void end(BookletRanges booklets, Ending ending, Actor by) {
        end(booklets, ending, by.reference());
    }

    /** The same, by who is not an actor. */
    void end(BookletRanges booklets, Ending ending, String by) {
        if (booklets.isEmpty()) {
            return;
        }
        Set<UUID> touched = new LinkedHashSet<>();
        var added = new ArrayList<Piece>();
        for (var open : openAmong(booklets)) {
            touched.add(open.move());
            var pieces = pieces(open, booklets);
            cut(pieces.getFirst(), ending, by);
            added.addAll(pieces.subList(1, pieces.size()));
        }
        insert(added.stream().filter(piece -> !piece.isEnded()).toList());
        insertEnded(added.stream().filter(Piece::isEnded).toList(), ending, by);
        complete(touched);
    }

    private List<OpenRange> openAmong(BookletRanges booklets) {
        // Two that meet it are still one open range.
        Map<Long, OpenRange> found = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT o.move, o.first_booklet, o.last_booklet
                          FROM booklets.move_range o
                          JOIN unnest(:firsts::bigint[], :lasts::bigint[]) AS r (first, last)
                               ON o.first_booklet <= r.last AND o.last_booklet >= r.first
                         WHERE o.ended_at IS NULL
                         ORDER BY o.first_booklet
                        """)
                .param("firsts", booklets.firsts())
                .param("lasts", booklets.lasts())
                .query(row -> {
                    var range = new BookletRange(row.getLong("first_booklet"), row.getLong("last_booklet"));
                    found.put(range.first(), new OpenRange(row.getObject("move", UUID.class), range));
                });
        return List.copyOf(found.values());
    }

    private static List<Piece> pieces(OpenRange open, BookletRanges ended) {
        var whole = BookletRanges.of(open.range());
        var pieces = new ArrayList<Piece>();
        whole.and(ended).runs().forEach(range -> pieces.add(new Piece(open.move(), range, true)));
        whole.minus(ended).runs().forEach(range -> pieces.add(new Piece(open.move(), range, false)));
        pieces.sort((a, b) -> a.range().compareTo(b.range()));
        return pieces;
    }

    /** The first piece keeps the row of the range it comes from. */
    private void cut(Piece first, Ending ending, String by) {
        jdbc.sql("""
                        UPDATE booklets.move_range
                           SET last_booklet = :last,
                               ending = CASE WHEN :is_ended THEN :ending END,
                               ended_at = CASE WHEN :is_ended THEN :at::timestamptz END,
                               ended_by = CASE WHEN :is_ended THEN :by END
                         WHERE move = :move
                           AND first_booklet = :first
                        """)
                .param("last", first.range().last())
                .param("is_ended", first.isEnded())
                .param("ending", ending.name())
                .param("at", now())
                .param("by", by)
                .param("move", first.move())
                .param("first", first.range().first())
                .update();
    }

    private void insert(List<Piece> open) {
        jdbc.sql("""
                        INSERT INTO booklets.move_range (move, first_booklet, last_booklet)
                        SELECT r.move, r.first, r.last
                          FROM unnest(:moves::uuid[], :firsts::bigint[], :lasts::bigint[]) AS r (move, first, last)
                        """)
                .param(
                        "moves",
                        open.stream().map(piece -> piece.move().toString()).toArray(String[]::new))
                .param(
                        "firsts",
                        open.stream().map(piece -> piece.range().first()).toArray(Long[]::new))
                .param("lasts", open.stream().map(piece -> piece.range().last()).toArray(Long[]::new))
                .update();
    }

    private void insertEnded(List<Piece> ended, Ending ending, String by) {
        jdbc.sql("""
                        INSERT INTO booklets.move_range (move, first_booklet, last_booklet, ending, ended_at, ended_by)
                        SELECT r.move, r.first, r.last, :ending, :at, :by
                          FROM unnest(:moves::uuid[], :firsts::bigint[], :lasts::bigint[]) AS r (move, first, last)
                        """)
                .param("ending", ending.name())
                .param("at", now())
                .param("by", by)
                .param(
                        "moves",
                        ended.stream().map(piece -> piece.move().toString()).toArray(String[]::new))
                .param(
                        "firsts",
                        ended.stream().map(piece -> piece.range().first()).toArray(Long[]::new))
                .param(
                        "lasts",
                        ended.stream().map(piece -> piece.range().last()).toArray(Long[]::new))
                .update();
    }

    private void complete(Set<UUID> moves) {
        jdbc.sql("""
                        UPDATE booklets.move m
                           SET completed_at = :at
                         WHERE m.id = ANY (:moves::uuid[])
                           AND m.completed_at IS NULL
                           AND NOT EXISTS (SELECT 1
                                             FROM booklets.move_range r
                                            WHERE r.move = m.id
                                              AND r.ended_at IS NULL)
                        """)
                .param("at", now())
                .param("moves", moves.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Move move(ResultSet row) throws SQLException {
        return new Move(
                row.getObject("id", UUID.class),
                Move.Kind.valueOf(row.getString("kind")),
                new OrganisationId(row.getObject("sender", UUID.class)),
                new OrganisationId(row.getObject("receiver", UUID.class)),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                row.getObject("completed_at") != null);
    }
}

package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.money.Money;
import coop.fairpass.territory.Point;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Public search of the places where a voucher can be used today: around a point, or by name in the whole country, by
 * service, price, format, accessibility and hours.
 */
@Component
public class PlaceSearch {

    /**
     * @param around from where, and how far at most; everywhere by name when empty
     * @param path one of these services; any when empty
     * @param mostCharge what remains to pay, at most
     * @param format one that the offer allows
     * @param care whom the place can receive in particular: all of these, in the words of the standard
     * @param isOpenNow only those whose hours say that they are open at this moment, by their own clock
     * @param skipped how many found places come before the first asked for
     */
    public record Question(
            Optional<Around> around,
            Set<ServiceCode> path,
            Optional<Money> mostCharge,
            Optional<ServiceFormat> format,
            Set<String> care,
            boolean isOpenNow,
            int skipped,
            int most) {
        public Question {
            path = Set.copyOf(path);
            care = Set.copyOf(care);
        }

        /** The same, as far as anybody goes. */
        private Question furthest() {
            return new Question(
                    around.map(asked -> new Around(asked.centre(), Math.max(asked.metres(), NearestPlaces.METRES))),
                    path,
                    mostCharge,
                    format,
                    care,
                    isOpenNow,
                    skipped,
                    most);
        }
    }

    /** A circle. */
    public record Around(Point centre, int metres) {}

    /**
     * Lieu trouvé.
     *
     * @param stop where it stops, when that is nearer than its own address: distance and hours are those of the stop
     * @param services how many of those looked for it offers
     * @param least the one that leaves the least to pay
     */
    public record Found(
            Place place,
            Optional<Long> metres,
            Optional<NearStop> stop,
            OpeningTimes.Now now,
            Freshness freshness,
            int services,
            Least least) {

        /** Where to go. */
        public String address() {
            return stop.map(NearStop::address).orElseGet(() -> place.address().oneLine());
        }

        public Optional<Point> position() {
            return stop.map(NearStop::at).or(place::position);
        }

        /** In the syntax of OpenStreetMap. */
        public String openingHours() {
            return stop.map(NearStop::hours).orElseGet(place::openingHours);
        }
    }

    /** The service that leaves the least to pay. */
    public record Least(ServiceCode service, Charge charge) {}

    /** @param hasMore true when the list goes on */
    public record Answer(List<Found> places, boolean hasMore) {
        public Answer {
            places = List.copyOf(places);
        }
    }

    private record Candidate(Place place, Optional<Long> metres, Optional<NearStop> stop) {

        OpeningTimes.Now at(Instant instant) {
            return stop.map(one -> OpeningTimes.at(one.hours(), instant, one.commune()))
                    .orElseGet(() -> OpeningTimes.at(place.openingHours(), instant, place.commune()));
        }
    }

    private record Offered(UUID place, Least least) {}

    /** What a search reads at most to find who is open, unless more is asked for: beyond, others were seen closed. */
    private static final int MOST_EXAMINED = 2_000;

    /** Places looked at for each that is hoped to be open. */
    private static final int CLOSED_FOR_ONE_OPEN = 3;

    /** Whether an offer {@code o} is one of what is looked for. */
    private static final String LOOKED_FOR = """
            (cardinality(:path::text[]) = 0 OR o.service = ANY (:path::text[]))
            AND o.valid_from <= :day
            AND coalesce(o.valid_until > :day, true)
            AND (:format::text IS NULL OR o.format IN ('BOTH', :format::text))
            AND (:charge::bigint IS NULL
                 OR o.is_regulated
                 OR o.price_cents - :face <= :charge::bigint)
            """;

    /** On the map, with an offer of what is looked for. */
    private static final String WANTED = Places.ON_THE_MAP + """
                AND (cardinality(:care::text[]) = 0
                     OR EXISTS (SELECT 1
                                  FROM places.presentation s
                                 WHERE s.place = p.id
                                   AND s.care @> :care::text[]))
                AND EXISTS (SELECT 1
                              FROM places.offer o
                             WHERE o.place = p.id
                               AND\s""" + LOOKED_FOR + ")\n";

    private final JdbcClient jdbc;
    private final PlaceSettings settings;
    private final WhoAccepts accepting;
    private final Clock clock;

    PlaceSearch(JdbcClient jdbc, PlaceSettings settings, WhoAccepts accepting, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.accepting = accepting;
        this.clock = clock;
    }

    /** As many as are asked for, further than asked when too few are within: each says how far it is. */
    @Transactional(readOnly = true)
    public Answer findEnough(Question question) {
        var within = find(question);
        return within.places().size() < question.most() ? find(question.furthest()) : within;
    }

    /** The nearest first, or by name. */
    @Transactional(readOnly = true)
    public Answer find(Question question) {
        var today = Paris.today(clock);
        int wanted = question.skipped() + question.most() + 1;
        int reach = question.isOpenNow() ? wanted * CLOSED_FOR_ONE_OPEN : wanted;
        // Those who may not redeem are few, and however many they are the list ends where there is nobody more.
        int furthest = question.isOpenNow() ? Math.max(reach, MOST_EXAMINED) : Integer.MAX_VALUE / 2;
        var candidates = candidates(question, today, reach);
        var found = usable(candidates, question, today);
        while (found.size() < wanted && candidates.size() == reach && reach < furthest) {
            reach = Math.min(2 * reach, furthest);
            candidates = candidates(question, today, reach);
            found = usable(candidates, question, today);
        }
        var page =
                found.stream().skip(question.skipped()).limit(question.most()).toList();
        var least = least(page, question, today);
        return new Answer(
                page.stream()
                        .filter(one -> least.containsKey(one.place().id().value())) // withdrawn a moment ago
                        .map(one -> found(one, least, today))
                        .toList(),
                found.size() >= wanted);
    }

    private Found found(Candidate one, Map<UUID, List<Least>> least, LocalDate today) {
        var offers = least.getOrDefault(one.place().id().value(), List.of());
        return new Found(
                one.place(),
                one.metres(),
                one.stop(),
                one.at(clock.instant()),
                Freshness.of(one.place().knownOn(), today),
                offers.size(),
                offers.getFirst());
    }

    /** Without those of providers who may not redeem today and, when asked, those that are not open now. */
    private List<Candidate> usable(List<Candidate> candidates, Question question, LocalDate today) {
        var providers = candidates.stream().map(one -> one.place().provider()).collect(Collectors.toSet());
        var allowed = accepting.among(today, providers);
        return candidates.stream()
                .filter(one -> allowed.contains(one.place().provider()))
                .filter(one -> !question.isOpenNow() || one.at(clock.instant()).state() == OpenState.OPEN)
                .toList();
    }

    private List<Candidate> candidates(Question question, LocalDate today, int most) {
        return question.around()
                .map(around -> nearest(question, around, today, most))
                .orElseGet(() -> byName(question, today, most));
    }

    private List<Candidate> nearest(Question question, Around around, LocalDate today, int most) {
        return Spots.nearest(jdbc, around.centre(), around.metres(), WANTED, sql -> wanted(sql, question, today), most)
                .stream()
                .map(met -> new Candidate(met.place(), Optional.of(Math.round(met.metres())), met.stop()))
                .toList();
    }

    private List<Candidate> byName(Question question, LocalDate today, int most) {
        return wanted(jdbc.sql("SELECT " + Places.COLUMNS + """
                                  FROM places.place p
                                 WHERE
                                """ + WANTED + """
                                 ORDER BY p.name, p.id
                                 LIMIT :most
                                """), question, today)
                .param("most", most)
                .query((row, _) -> new Candidate(Places.place(row), Optional.empty(), Optional.empty()))
                .list();
    }

    private JdbcClient.StatementSpec wanted(JdbcClient.StatementSpec sql, Question question, LocalDate today) {
        return sql.param("day", today)
                .param("oldest", Freshness.oldestOnTheMap(today))
                .param("care", question.care().toArray(String[]::new))
                .param("path", Places.path(question.path()))
                .param("format", question.format().map(ServiceFormat::name).orElse(null))
                .param("charge", question.mostCharge().map(Money::cents).orElse(null))
                .param("face", settings.faceValue().cents());
    }

    /** What each place offers of what is looked for, the least to pay first. */
    private Map<UUID, List<Least>> least(List<Candidate> page, Question question, LocalDate today) {
        var face = settings.faceValue();
        return jdbc
                .sql("""
                        SELECT o.place, o.service, o.price_cents, o.is_regulated
                          FROM places.offer o
                         WHERE o.place = ANY (:places::uuid[])
                           AND\s""" + LOOKED_FOR + """
                         ORDER BY CASE WHEN o.is_regulated THEN 0 ELSE o.price_cents - :face END, o.price_cents, o.service
                        """)
                .param(
                        "places",
                        page.stream().map(one -> one.place().id().value()).toArray(UUID[]::new))
                .param("path", Places.path(question.path()))
                .param("day", today)
                .param("format", question.format().map(ServiceFormat::name).orElse(null))
                .param("charge", question.mostCharge().map(Money::cents).orElse(null))
                .param("face", face.cents())
                .query((row, _) -> new Offered(
                        row.getObject("place", UUID.class),
                        new Least(
                                ServiceCode.of(row.getString("service")),
                                Charge.of(
                                        Money.cents(row.getLong("price_cents")),
                                        row.getBoolean("is_regulated"),
                                        face))))
                .stream()
                .collect(
                        Collectors.groupingBy(Offered::place, Collectors.mapping(Offered::least, Collectors.toList())));
    }
}

package coop.fairpass.bench;

import coop.fairpass.World;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import coop.fairpass.places.ImportPlaceList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a visitor waits for the list, the page and the map of places, over HTTP, by the site in a process of its
 * own, with all the places of a country loaded; and how long a list takes to come in. It prints, and judges nothing but
 * that the answers are right: {@code ./fairpass bench places}.
 */
@DisplayName("Combien de temps pour trouver un lieu")
class PlacesBench {

    private static final int PLACES = Integer.getInteger("bench.places", 20_000);
    private static final int OFFERS_A_PLACE = Integer.getInteger("bench.offers", 10);
    private static final int PLACES_A_PROVIDER = 5;
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 16);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 20);
    private static final int ROWS = Integer.getInteger("bench.rows", 5_000);

    /** A Tuesday at ten, when most are open. */
    private static final Instant NOW = Instant.parse("2026-10-06T08:00:00Z");

    private record Question(String what, List<String> paths, String contains) {}

    private record Town(String code, String name, String postalCode) {}

    @Test
    @DisplayName("la liste, la page et la carte, à seize connexions ; une liste de cinq mille lieux qui entre")
    void places(@TempDir Path home) throws Exception {
        try (var stage = Stage.open(home)) {
            fill(stage);
            stage.run("VACUUM ANALYZE");
            Stage.require(stage.number("SELECT count(*) FROM places.place") >= PLACES, "some places are missing");
            var key = stage.world()
                    .bean(ApiKeys.class)
                    .create(
                            UUID.randomUUID(),
                            World.FIRST,
                            "mesure",
                            Set.of(Role.PROVIDER_STAFF),
                            LocalDate.of(2027, 10, 1),
                            World.FIRST_ADMIN);
            Machine.say(Machine.describe());
            Machine.say("%,d lieux, %,d offres"
                    .formatted(
                            stage.number("SELECT count(*) FROM places.place"),
                            stage.number("SELECT count(*) FROM places.offer")));
            try (var node = Node.start(stage.database(), home, NOW, "-XX:+IgnoreUnrecognizedVMOptions")) {
                Machine.say("%-34s %10s %8s %8s %8s".formatted("", "réponses/s", "p50 ms", "p99 ms", "pire ms"));
                var questions = questions(stage);
                round(node, key, new Question("échauffement", all(questions), ""), WARM_UP);
                for (var question : questions) {
                    round(node, key, question, SECONDS);
                }
            }
            importList(stage);
        }
    }

    private static List<String> all(List<Question> questions) {
        return questions.stream().flatMap(one -> one.paths().stream()).toList();
    }

    /** Places where people are, each with its ten services; a fifth of the prices are regulated. */
    private static void fill(Stage stage) throws SQLException {
        int providers = PLACES / PLACES_A_PROVIDER;
        try (var owner = Sql.connect(stage.database())) {
            run(owner, """
                    INSERT INTO directory.organisation (id, legal_name, nature, kind, vat_regime, street, postal_code,
                           town, registered_at)
                    SELECT md5('provider ' || i)::uuid, 'Prestataire ' || i, 'PRIVATE', 'ASSOCIATION', 'EXEMPT',
                           '1 place Exemple', '21000', 'Dijon', '2026-10-01 09:00+02'
                      FROM generate_series(1, %d) AS i
                    """.formatted(providers));
            run(owner, """
                    INSERT INTO qualification.qualification (id, provider, qualified_from, decided_by, decided_on,
                           minutes, recorded_at, recorded_by)
                    SELECT md5('qualification ' || i)::uuid, md5('provider ' || i)::uuid, '2026-10-01', 'Comité',
                           '2026-10-01', 'CQ-1', '2026-10-01 09:00+02', 'bench'
                      FROM generate_series(1, %d) AS i
                    """.formatted(providers));
            run(owner, """
                    WITH c AS (
                        SELECT code, name, postal_codes[1] AS postal_code, latitude, longitude,
                               row_number() OVER (ORDER BY code) AS rank,
                               sum(population) OVER (ORDER BY code) AS last
                          FROM territory.commune
                         WHERE latitude IS NOT NULL AND postal_codes[1] IS NOT NULL AND population > 0
                    ), t AS (
                        SELECT array_agg(last ORDER BY rank) AS lasts, max(last) AS all_of FROM c
                    ), p AS (
                        SELECT i, width_bucket((i * 7919::bigint * 104729) %% t.all_of, t.lasts) + 1 AS rank
                          FROM generate_series(1, %d) AS i, t
                    )
                    INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude,
                           longitude, is_position_exact, telephone, opening_hours, weekly_capacity, opened_on,
                           recorded_at, recorded_by)
                    SELECT md5('place ' || p.i)::uuid, md5('provider ' || (p.i %% %d + 1))::uuid,
                           'Lieu ' || md5('name ' || p.i), p.i || ' rue Exemple', c.postal_code, c.name, c.code,
                           c.latitude + (p.i %% 100 - 50) / 2000.0, c.longitude + (p.i %% 97 - 48) / 2000.0, true,
                           '+33380000000',
                           (ARRAY['Mo-Fr 09:00-12:00,14:00-18:00', 'Tu-Sa 10:00-18:00; PH off', 'Mo 14:00-17:00',
                                  'sur rendez-vous', ''])[p.i %% 5 + 1],
                           20, '2026-10-01', '2026-10-01 09:00+02', 'bench'
                      FROM p
                      JOIN c ON c.rank = p.rank
                    """.formatted(PLACES, providers));
            run(owner, """
                    WITH s AS (SELECT code, row_number() OVER (ORDER BY code) - 1 AS rank, count(*) OVER () AS all_of
                                 FROM catalogue.service_period)
                    INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated, format,
                           valid_from, recorded_at, recorded_by)
                    SELECT md5('offer ' || i || ' ' || j)::uuid, md5('place ' || i)::uuid, s.code,
                           CASE WHEN (i + j) %% 5 = 0 THEN 2000 ELSE 1000 + (i + j) %% 4 * 500 END, 1000,
                           (i + j) %% 5 = 0, 'INDIVIDUAL', '2026-10-01', '2026-10-01 09:00+02', 'bench'
                      FROM generate_series(1, %d) AS i
                     CROSS JOIN generate_series(0, %d - 1) AS j
                      JOIN s ON s.rank = (i * 3 + j * 7) %% s.all_of
                        ON CONFLICT DO NOTHING
                    """.formatted(PLACES, OFFERS_A_PLACE));
            run(owner, """
                    INSERT INTO places.presentation (place, complement, other_emails, website, summary, detail,
                           typologies, parent, moves, publics, care, languages, programmes, labels, other_labels,
                           access_ways, support_ways, access_sheet, booking, updated_on, recorded_at, recorded_by)
                    SELECT md5('place ' || i)::uuid, '', '{}', '', 'Un lieu pour apprendre.', '', '{}', '', '{}', '{}',
                           CASE WHEN i %% 2 = 0 THEN ARRAY['Handicaps moteurs'] ELSE '{}' END, '{}', '{}', '{}', '{}',
                           '{}', '{}', '', '', '2026-10-01', '2026-10-01 09:00+02', 'bench'
                      FROM generate_series(1, %d) AS i
                    """.formatted(PLACES));
        }
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The two thousand largest communes, where most people are. */
    private static List<Town> towns(Stage stage) throws SQLException {
        var towns = new ArrayList<Town>();
        try (var owner = Sql.connect(stage.database());
                var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        SELECT code, name, postal_codes[1]
                          FROM territory.commune
                         WHERE latitude IS NOT NULL AND postal_codes[1] IS NOT NULL
                         ORDER BY population DESC
                         LIMIT 2000
                        """)) {
            while (rows.next()) {
                towns.add(new Town(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return towns;
    }

    private static List<Question> questions(Stage stage) throws SQLException {
        var towns = towns(stage);
        var services = List.of("FP-COM-001", "FP-COM-003", "FP-COM-010");
        return List.of(
                new Question(
                        "liste, commune, 20 km",
                        paths(towns, town -> "/lieux?near=" + encode(town.name())),
                        "class=\"found\""),
                new Question(
                        "liste, adresse, 10 km",
                        paths(
                                towns,
                                town -> "/lieux?within=10&near="
                                        + encode("12 rue Exemple, %s %s".formatted(town.postalCode(), town.name()))),
                        "class=\"found\""),
                new Question(
                        "liste, commune et service",
                        paths(
                                towns,
                                town -> "/lieux?near=%s&service=%s"
                                        .formatted(
                                                encode(town.name()),
                                                services.get(Math.floorMod(
                                                        town.code().hashCode(), services.size())))),
                        "class=\"found\""),
                new Question(
                        "liste, commune, prix, accès",
                        paths(towns, town -> "/lieux?charge=0&care=WALKING&near=" + encode(town.name())),
                        "class=\"found\""),
                new Question(
                        "liste, ouvert maintenant",
                        paths(towns, town -> "/lieux?open=1&near=" + encode(town.name())),
                        "class=\"found\""),
                new Question("liste, toute la France", List.of("/lieux", "/lieux?page=2"), "class=\"found\""),
                new Question(
                        "liste, France, un besoin",
                        List.of("/lieux?service=SAFETY", "/lieux?service=WORK", "/lieux?service=ACCESS"),
                        "class=\"found\""),
                new Question(
                        "page d’un lieu",
                        IntStream.rangeClosed(1, 2_000)
                                .mapToObj(i -> "/lieux/" + idOf(i))
                                .toList(),
                        "Services et prix"),
                new Question(
                        "carte, 20 km (JSON)",
                        paths(towns, town -> "/carte/lieux.json?near=" + encode(town.name())),
                        "\"places\":["),
                new Question(
                        "API, les trois plus proches",
                        paths(towns, town -> "/api/v1/places/nearest?commune=" + town.code()),
                        "metres"));
    }

    /** The id that {@link #fill} gives to a place. */
    private static UUID idOf(int place) {
        var hex = md5("place " + place);
        return UUID.fromString("%s-%s-%s-%s-%s"
                .formatted(
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20)));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> paths(List<Town> towns, Function<Town, String> path) {
        return towns.stream().map(path).toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void round(Node node, String key, Question question, int seconds) throws Exception {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        Queue<Long> latencies = new ConcurrentLinkedQueue<>();
        var rounds = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var random = RandomGeneratorFactory.getDefault().create(i);
                rounds.add(threads.submit(() -> {
                    int answers = 0;
                    try (var connection = new HttpConnection(node.port(), key)) {
                        while (System.nanoTime() < end) {
                            var path = question.paths()
                                    .get(random.nextInt(question.paths().size()));
                            long sent = System.nanoTime();
                            var answer = connection.ask("GET", path, "-", new byte[0]);
                            latencies.add(System.nanoTime() - sent);
                            if (answer.status() != 200 || !answer.body().contains(question.contains())) {
                                throw new AssertionError(path + " " + answer.status());
                            }
                            answers++;
                        }
                    }
                    return answers;
                }));
            }
        }
        int answers = 0;
        for (var round : rounds) {
            answers += round.get();
        }
        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        Machine.say("%-34s %,10.0f %8.1f %8.1f %8.1f"
                .formatted(
                        question.what(),
                        answers / ((System.nanoTime() - start) / 1e9),
                        at(sorted, 0.50),
                        at(sorted, 0.99),
                        at(sorted, 1)));
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }

    /** A list of the standard, half of whose places look like some that are there; then the same again. */
    private static void importList(Stage stage) throws SQLException {
        var towns = towns(stage);
        var csv = IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> {
                    var town = towns.get(i * 7 % towns.size());
                    return "%d,00000000000000,Espace numérique %d,%s,%s,%s,%d rue Exemple,,,2026-01-01,bench"
                            .formatted(i, i / 2, town.name(), town.postalCode(), town.code(), i);
                })
                .collect(Collectors.joining(
                        "\n",
                        "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,date_maj,source\n",
                        "\n"))
                .getBytes(StandardCharsets.UTF_8);
        var importList = stage.world().bean(ImportPlaceList.class);
        for (var what : List.of("une liste de %,d lieux entre", "la même, %,d lieux, entre à nouveau")) {
            long start = System.nanoTime();
            var outcome =
                    importList.handle(new ImportPlaceList.Command(UUID.randomUUID(), "bench", csv, World.REVIEWER));
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!(outcome instanceof ImportPlaceList.Outcome.Imported(var report))) {
                throw new AssertionError(outcome);
            }
            Stage.require(report.rowsAccepted() == ROWS, "some rows were refused");
            Machine.say("%s : %.1f s (%,d nouveaux, %,d inchangés, %,d doublons proposés)"
                    .formatted(what.formatted(ROWS), seconds, report.created(), report.unchanged(), report.proposed()));
        }
    }
}

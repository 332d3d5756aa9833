package coop.fairpass.demo;

import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.bench.Machine;
import coop.fairpass.calendar.Paris;
import coop.fairpass.demo.Cast.Player;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long each main page takes at the server, with the six months of the demonstration, asked by whoever reads it,
 * over HTTP. The goal is under 100 ms. It prints, and judges nothing but that the pages are there:
 * {@code ./fairpass bench pages}.
 */
@ExtendWith(TestDatabase.class)
@DisplayName("Combien de temps pour une page")
class PagesBench {

    private static final int REQUESTS = Integer.getInteger("bench.requests", 200);
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 100);
    private static final double GOAL_MILLIS = 100;

    /** One page, and who reads it; nobody for a visitor. */
    private record Read(Optional<Player> reader, String path) {

        static Read by(Player reader, String path) {
            return new Read(Optional.of(reader), path);
        }

        static Read byAnybody(String path) {
            return new Read(Optional.empty(), path);
        }
    }

    private record Measured(Read read, double median, double high, double worst, int bytes) {}

    @Test
    @DisplayName("chaque page principale, lue par qui la lit")
    void pages(Db db) throws Exception {
        var clock = new DemoClock(JdbcClient.create(db.app()), Clock.system(Paris.ZONE));
        try (clock;
                var site = TestApplication.start(
                        db,
                        clock,
                        Map.of(
                                "fairpass.demonstration", true,
                                "fairpass.development-sign-in", true,
                                "fairpass.mailbox", true,
                                "fairpass.api.anonymous-per-minute", 1_000_000,
                                "fairpass.booklet.prints-its-own", true))) {
            site.bean(Story.class).tell(_ -> {});
            var reads = reads(JdbcClient.create(db.owner()));
            for (var read : reads) {
                measure(site, read, WARM_UP);
            }
            Machine.say(Machine.describe());
            Machine.say(
                    "%d lectures d’affilée de chaque page, avec les six mois de la démonstration".formatted(REQUESTS));
            Machine.say("%-26s %-44s %8s %8s %8s %8s".formatted("qui", "page", "p50 ms", "p99 ms", "pire ms", "Kio"));
            var measured = new ArrayList<Measured>();
            for (var read : reads) {
                var one = measure(site, read, REQUESTS);
                measured.add(one);
                Machine.say("%-26s %-44s %8.1f %8.1f %8.1f %8.1f"
                        .formatted(
                                read.reader().map(Player::name).orElse("–"),
                                read.path().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…"),
                                one.median(),
                                one.high(),
                                one.worst(),
                                one.bytes() / 1024.0));
            }
            Machine.say("%d pages ; p99 au-dessus de %.0f ms : %d"
                    .formatted(
                            measured.size(),
                            GOAL_MILLIS,
                            measured.stream()
                                    .filter(one -> one.high() > GOAL_MILLIS)
                                    .count()));
        }
    }

    private static List<Read> reads(JdbcClient jdbc) {
        var order = "/commandes/" + Script.DEPARTMENT_ORDER;
        var agent = Cast.agent(Cast.DISTRIBUTORS.getFirst());
        var manager = Cast.manager(Cast.DISTRIBUTORS.getFirst());
        var desk = Cast.desk(1);
        var application = text(jdbc, "SELECT id::text FROM qualification.application ORDER BY number DESC LIMIT 1");
        var statement = text(
                jdbc,
                "SELECT number FROM settlement.statement_facts WHERE provider = '%s' ORDER BY number LIMIT 1"
                        .formatted(desk.troupe().id()));
        var run = text(jdbc, "SELECT id::text FROM bank.run ORDER BY id LIMIT 1");
        return List.of(
                Read.byAnybody("/"),
                Read.byAnybody("/lieux"),
                Read.byAnybody("/lieux?near=Dijon"),
                Read.byAnybody("/lieux/" + Stage.placeOf(1)),
                Read.byAnybody("/carte"),
                Read.byAnybody("/fonds"),
                Read.byAnybody("/fonds/preuves"),
                Read.byAnybody("/verifier"),
                Read.byAnybody("/calendrier"),
                Read.byAnybody("/devis"),
                Read.byAnybody("/referentiel"),
                Read.byAnybody("/devenir"),
                Read.byAnybody("/connexion"),
                Read.byAnybody("/mes-cheques"),
                Read.byAnybody("/lieux/" + Stage.placeOf(1) + "/avis"),
                Read.byAnybody("/lieux/" + Stage.placeOf(1) + "/reclamation"),
                Read.byAnybody("/bareme"),
                Read.byAnybody("/confidentialite"),
                Read.by(Cast.DEPARTMENT_BUYER, "/"),
                Read.by(Cast.DEPARTMENT_BUYER, "/commandes"),
                Read.by(Cast.DEPARTMENT_BUYER, order),
                Read.by(Cast.DEPARTMENT_BUYER, order + "/stock"),
                Read.by(Cast.DEPARTMENT_BUYER, order + "/devis"),
                Read.by(Cast.DEPARTMENT_BUYER, "/commandes/nouvelle"),
                Read.by(Cast.DEPARTMENT_ACCOUNTANT, "/"),
                Read.by(Cast.REGION_BUYER, "/"),
                Read.by(Cast.REGION_BUYER, order + "/cofinanceurs/" + Cast.REGION.id()),
                Read.by(agent, "/"),
                Read.by(agent, "/carnets"),
                Read.by(agent, "/carnets/remettre"),
                Read.by(agent, "/carnets/dormants"),
                Read.by(manager, "/"),
                Read.by(manager, "/equipe/" + manager.troupe().id()),
                Read.by(desk, "/"),
                Read.by(desk, "/cheques/accepter"),
                Read.by(desk, "/releves"),
                Read.by(desk, "/releves/" + statement),
                Read.by(desk, "/mes-lieux"),
                Read.by(desk, "/qualification"),
                Read.by(Cast.SALES, "/"),
                Read.by(Cast.SALES, "/commandes"),
                Read.by(Cast.PRODUCTION, "/"),
                Read.by(Cast.PRODUCTION, "/carnets"),
                Read.by(Cast.REVIEWER, "/"),
                Read.by(Cast.REVIEWER, "/candidatures"),
                Read.by(Cast.REVIEWER, "/candidatures/" + application),
                Read.by(Cast.REVIEWER, "/listes-de-lieux"),
                Read.by(Cast.CONTROLLER, "/"),
                Read.by(Cast.REVIEWER, "/reclamations"),
                Read.by(Cast.REVIEWER, "/avis-recus"),
                Read.by(Cast.CONTROLLER, "/cheques/attente"),
                Read.by(Cast.CONTROLLER, "/journal"),
                Read.by(Cast.TREASURER, "/"),
                Read.by(Cast.TREASURER, "/fin-de-mois"),
                Read.by(Cast.TREASURER, "/banque"),
                Read.by(Cast.TREASURER, "/banque/ordres/" + run),
                Read.by(Cast.BOARD, "/"),
                Read.by(Cast.BOARD, "/referentiel/propositions/1"),
                Read.by(Cast.OPERATOR, "/"),
                Read.by(Cast.OPERATOR, "/sauvegardes"),
                Read.by(Cast.OPERATOR, "/journal"),
                Read.by(Cast.OPERATOR, "/equipe/" + Cast.OPERATOR.troupe().id()));
    }

    private static String text(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    /** Reads a page again and again, one after the other. */
    private static Measured measure(TestApplication site, Read read, int times) throws Exception {
        try (var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            if (read.reader().isPresent()) {
                get(site, client, "/entrer/" + read.reader().get().id());
            }
            var nanos = new long[times];
            int bytes = 0;
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                bytes = get(site, client, read.path());
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return new Measured(read, at(nanos, 0.50), at(nanos, 0.99), nanos[times - 1] / 1e6, bytes);
        }
    }

    private static int get(TestApplication site, HttpClient client, String path)
            throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(site.url(path)).GET().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200
                || (!path.startsWith("/entrer")
                        && !answer.uri().getPath().equals(site.url(path).getPath()))) {
            throw new AssertionError(path + " : " + answer.statusCode() + " " + answer.uri());
        }
        return answer.body().length;
    }

    private static double at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }
}

package coop.fairpass.bench;

import coop.fairpass.World;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.ExportRun;
import coop.fairpass.bank.PainVersion;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SendRun;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.settlement.SettleMonth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a month of redemptions costs to close: frozen, stated with every line, invoiced, posted, gathered into one run,
 * approved, sent, its pain.001 written. The redemptions are written by SQL, the rest is done by the use cases. It
 * prints, and judges nothing but that the sums are right: {@code ./fairpass bench settle}.
 */
@DisplayName("La fin d’un mois")
class SettleBench {

    private static final int FACE = 10_00;
    private static final int DAYS = 29;
    private static final int TOGETHER = 500_000;
    /** Beyond, the checks that count every voucher again for every provider would take longer than what is measured. */
    private static final long CHECKED_WHOLLY = 1_000_000;

    private final Growth growth = new Growth("chèques");

    @Test
    @DisplayName("à trois tailles, et comment le coût grandit")
    void settle(@TempDir Path home) throws Exception {
        Machine.say(Machine.describe());
        for (long size : Growth.sizes("100000,1000000,10000000")) {
            try (var stage = Stage.open(home.resolve(Long.toString(size)))) {
                measure(stage, size, providers(size));
            }
        }
        growth.print();
    }

    /** 1 000 providers for a hundred thousand vouchers, 10 000 for ten million. */
    private static int providers(long size) {
        return Math.clamp(Math.round(1_000 * Math.sqrt(size / 100_000.0)), 10, 10_000);
    }

    private void measure(Stage stage, long size, int providers) throws Exception {
        var world = stage.world();
        var order = growth.measure("commander, fabriquer, activer", size, stage.postmaster(), () -> {
            var paid = world.paidOrder(World.TOWN_BUYER, size / World.SIZE, Restrictions.none());
            world.activate(paid);
            return paid;
        });
        growth.measure("écrire les validations (SQL)", size, stage.postmaster(), () -> {
            register(stage, providers);
            return redeem(stage, order, size, providers);
        });
        Growth.settle(stage.database());
        world.clock.set("2026-11-02T09:00");
        Growth.resetPeak();
        long start = System.nanoTime();
        var settled = growth.measure(
                "arrêter le mois, relevés, factures, écritures",
                size,
                stage.postmaster(),
                () -> world.settle("2026-10"));
        var run = growth.measure("réunir les virements", size, stage.postmaster(), world::prepared);
        growth.measure("approuver à deux et envoyer", size, stage.postmaster(), () -> send(world, run));
        long bytes =
                growth.measure("écrire le pain.001", size, stage.postmaster(), () -> export(world, run, providers));
        Machine.say("%,d relevés, pain.001 de %,d octets ; en tout %.1f s ; tas de %,d Mo au plus, sur %,d permis"
                .formatted(
                        settled.statements(),
                        bytes,
                        (System.nanoTime() - start) / 1e9,
                        Growth.peakMegabytes(),
                        Runtime.getRuntime().maxMemory() / 1_048_576));
        growth.measure("le demander une fois de plus", size, stage.postmaster(), () -> world.settle("2026-10"));
        check(stage, settled, size, providers);
    }

    private static UUID send(World world, UUID run) {
        var found = world.bean(PaymentRuns.class).find(run).orElseThrow();
        for (Actor treasurer : List.of(World.TREASURER, World.OTHER_TREASURER)) {
            World.done(
                    PaymentRuns.Outcome.Done.class,
                    world.bean(ApproveRun.class).handle(new ApproveRun.Command(run, found.total(), treasurer)));
        }
        World.done(
                SendRun.Outcome.Sent.class,
                world.bean(SendRun.class).handle(new SendRun.Command(run, World.TREASURER)));
        return run;
    }

    private static long export(World world, UUID run, int providers) throws Exception {
        var exported = World.done(
                ExportRun.Outcome.Exported.class,
                world.bean(ExportRun.class).handle(new ExportRun.Command(run, PainVersion.V09, World.TREASURER)));
        var bytes = new ByteArrayOutputStream();
        exported.file().write(bytes);
        Stage.require(
                bytes.toString(StandardCharsets.UTF_8).contains("<NbOfTxs>" + providers + "</NbOfTxs>"),
                "the file does not hold a transfer for each provider");
        return bytes.size();
    }

    private static void check(Stage stage, SettleMonth.Outcome.Settled settled, long size, int providers)
            throws Exception {
        Stage.require(settled.statements() == providers, "a provider has no statement");
        Stage.require(
                stage.number("SELECT sum(redemptions) FROM settlement.statement") == size,
                "the statements do not count every voucher");
        Stage.require(
                stage.number("SELECT sum(face_cents) FROM settlement.statement") == size * FACE,
                "the statements are not worth every voucher");
        Stage.require(
                settled.toPay().equals(Money.cents(stage.number("SELECT sum(amount_cents) FROM bank.transfer"))),
                "the transfers are not what the statements say");
        Stage.require(stage.number("""
                        SELECT count(*) FROM invoicing.document WHERE kind = 'STATEMENT' AND length(content) > 0
                        """) == providers, "a statement has no document");
        var cheap = List.of("SETTLEMENT-02", "SETTLEMENT-03", "SETTLEMENT-08", "LEDGER-01", "LEDGER-09", "LEDGER-15");
        for (var invariant : stage.world().invariants()) {
            if (cheap.contains(invariant.code())
                    || (size <= CHECKED_WHOLLY && invariant.code().matches("(SETTLEMENT|LEDGER|BANK|INVOICING)-.*"))) {
                Stage.require(
                        stage.number("SELECT count(*) FROM (" + invariant.offenders() + ") AS broken") == 0,
                        invariant.code() + " does not hold");
            }
        }
    }

    // ── A month ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** Providers with a place and a valid account each. */
    private static void register(Stage stage, int providers) {
        var owner = stage.world().owner();
        owner.sql("CREATE TABLE public.bench_provider (rank integer PRIMARY KEY, id uuid, place uuid)")
                .update();
        owner.sql("""
                        INSERT INTO public.bench_provider
                        SELECT i - 1, md5('provider ' || i)::uuid, md5('place ' || i)::uuid
                          FROM generate_series(1, :providers) AS i
                        """).param("providers", providers).update();
        owner.sql("""
                        WITH p AS (
                            SELECT * FROM unnest(:sirens::text[], :ibans::text[]) WITH ORDINALITY AS p (siren, iban, rank)
                        ), o AS (
                            INSERT INTO directory.organisation (id, legal_name, siren, nature, kind, vat_regime, street,
                                   postal_code, town, registered_at)
                            SELECT b.id, 'Prestataire ' || p.rank, p.siren, 'PRIVATE', 'ASSOCIATION',
                                   CASE WHEN p.rank % 2 = 0 THEN 'TAXABLE' ELSE 'EXEMPT' END, '1 place Exemple', '21000',
                                   'Dijon', '2026-10-01 09:00+02'
                              FROM p JOIN public.bench_provider b ON b.rank = p.rank - 1
                             ORDER BY p.rank
                        ), a AS (
                            INSERT INTO directory.bank_account (id, organisation, iban, holder_name, state, declared_by,
                                   declared_at, validated_by, validated_at, usable_from)
                            SELECT md5('account ' || p.rank)::uuid, b.id, p.iban, 'PRESTATAIRE ' || p.rank, 'VALIDATED',
                                   'bench', '2026-10-01 09:00+02', 'bench too', '2026-10-01 10:00+02', '2026-10-01'
                              FROM p JOIN public.bench_provider b ON b.rank = p.rank - 1
                        )
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune,
                               is_position_exact, opening_hours, opened_on, recorded_at, recorded_by)
                        SELECT b.place, b.id, 'Lieu ' || p.rank, '1 place Exemple', '21000', 'Dijon', '21231', false,
                               'Mo-Fr 09:00-12:00', '2026-10-01', '2026-10-01 09:00+02', 'bench'
                          FROM p JOIN public.bench_provider b ON b.rank = p.rank - 1
                        """)
                .param("sirens", texts(providers, i -> World.siren(1_000 + i).digits()))
                .param("ibans", texts(providers, i -> World.iban(1_000 + i).value()))
                .update();
        owner.sql("""
                        INSERT INTO ledger.auxiliary (code, label)
                        SELECT 'P' || to_char(o.number, 'FM9999990000'), o.legal_name
                          FROM directory.organisation o JOIN public.bench_provider USING (id)
                        """).update();
    }

    private static String[] texts(int count, IntFunction<String> text) {
        return IntStream.rangeClosed(1, count).mapToObj(text).toArray(String[]::new);
    }

    /** Every voucher of an order, over a month and all providers; one posting a provider and day. */
    private static long redeem(Stage stage, OrderId order, long size, int providers) throws Exception {
        long first = stage.world().booklet(order, 1).value();
        for (long start = 0; start < size; start += TOGETHER) {
            stage.run("""
                    INSERT INTO redemption.redemption (voucher, recorded_at, request, provider, place, voucher_order,
                           validation, service_on, counts_on, lot, face_cents, price_cents, fee_ppm, act, attempt, state,
                           service, author)
                    SELECT (%1$d + i / %2$d) * 16 + i %% %2$d + 1,
                           '2026-10-02 10:00+02'::timestamptz + day * interval '1 day',
                           md5(p.rank || ' ' || day)::uuid, p.id, p.place, '%3$s', md5(p.rank || ' ' || day)::uuid,
                           '2026-10-02'::date + day, '2026-10-02'::date + day,
                           (SELECT max(code) FROM orders.lot), %4$d, %4$d, 40000, 0, 0, 'ACCEPTED', '%5$s', 'bench'
                      FROM (SELECT i, (i * %6$d / %7$d)::integer AS day
                              FROM generate_series(%8$d::bigint, %9$d::bigint) AS i) AS spread
                      JOIN public.bench_provider p ON p.rank = i * 7919 %% %10$d
                     ORDER BY i
                    """.formatted(
                            first,
                            World.SIZE,
                            order.value(),
                            FACE,
                            World.TEN_EUROS,
                            DAYS,
                            size,
                            start,
                            Math.min(start + TOGETHER, size) - 1,
                            providers));
        }
        stage.run("""
                INSERT INTO ledger.leg (posting, recorded_at, amount_cents, cause, effective_on, debit_account,
                       credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece)
                SELECT nextval('ledger.posting_number'), '2026-10-31 10:00+01', r.cents, r.validation, r.counts_on,
                       467120, 467200,
                       (SELECT auxiliary FROM ledger.balance WHERE account = 467120), a.id, 1, 'M20',
                       left('V' || r.validation, 35)
                  FROM (SELECT validation, counts_on, provider, sum(face_cents) AS cents
                          FROM redemption.redemption
                         GROUP BY validation, counts_on, provider
                         ORDER BY counts_on, provider) AS r
                  JOIN directory.organisation o ON o.id = r.provider
                  JOIN ledger.auxiliary a
                       ON a.code = 'P' || to_char(o.number, 'FM9999990000')
                """);
        return size;
    }
}

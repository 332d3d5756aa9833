package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.Hledger;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.BankSamples;
import coop.fairpass.bank.ExportRun;
import coop.fairpass.bank.PainVersion;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Generation;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.doctor.Examination;
import coop.fairpass.doctor.Examination.Finding;
import coop.fairpass.doctor.Invariants;
import coop.fairpass.doctor.Trial;
import coop.fairpass.ledger.Books;
import coop.fairpass.ledger.FecChecks;
import coop.fairpass.ledger.FecExport;
import coop.fairpass.ledger.HledgerJournal;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demonstration is lived once, by the real use cases and the real program; everything is asked of what it left. */
@ExtendWith(TestDatabase.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@DisplayName("Six mois d’un territoire, vécus par les vrais cas d’usage")
class StoryTest {

    private static final Path LIFE = Path.of("docs/generated/life-of-a-voucher.md");

    private final Db db;
    private final DemoClock clock;
    private final TestApplication application;

    StoryTest(Db db) {
        this.db = db;
        this.clock = new DemoClock(JdbcClient.create(db.app()), Clock.system(Paris.ZONE));
        application = TestApplication.start(
                db,
                clock,
                Map.of(
                        "fairpass.demonstration", true,
                        "fairpass.development-sign-in", true,
                        "fairpass.booklet.prints-its-own", true,
                        "fairpass.settlement.page-waits", "PT10M"));
    }

    /** What the books said of a day on the first morning that followed it. */
    private record ThenSaid(LocalDate day, Instant knownBefore, Books.TrialBalance balance) {}

    private final List<ThenSaid> thenSaid = new ArrayList<>();

    @BeforeAll
    void live() {
        application.bean(Story.class).tell(_ -> {
            var day = Paris.today(clock).minusDays(1);
            thenSaid.add(new ThenSaid(
                    day, clock.instant(), application.bean(Books.class).trialBalance(day, clock.instant())));
        });
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Test
    @Order(1)
    @DisplayName("deux commanditaires, quatre distributeurs, trente lieux, quelques milliers de chèques")
    void its_size() {
        assertThat(one("SELECT count(DISTINCT payer) FROM orders.voucher_order"))
                .isEqualTo(2);
        assertThat(one("SELECT count(DISTINCT distributor) FROM booklets.hand_over"))
                .isEqualTo(4);
        assertThat(one("SELECT count(DISTINCT provider) FROM redemption.spent")).isEqualTo(30);
        assertThat(one("SELECT sum(vouchers) FROM orders.voucher_order")).isEqualTo(2_800);
        assertThat(one("SELECT count(*) FROM redemption.spent")).isGreaterThan(1_000);
    }

    @Test
    @Order(1)
    @DisplayName("une liste d’ailleurs avec deux lignes refusées, des doublons à trancher, trois signalements à lire")
    void what_is_said_of_places() {
        assertThat(one("SELECT rows_read FROM places.list_import")).isEqualTo(28);
        assertThat(one("SELECT rows_refused FROM places.list_import")).isEqualTo(2);
        assertThat(one("SELECT count(*) FROM places.list_note WHERE NOT is_refusal"))
                .isGreaterThan(3);
        assertThat(one("SELECT count(*) FROM places.likeness WHERE state = 'PROPOSED' AND is_place"))
                .isEqualTo(3);
        assertThat(one("SELECT count(*) FROM places.likeness WHERE state = 'PROPOSED' AND NOT is_place"))
                .isEqualTo(2);
        assertThat(one("SELECT count(*) FROM places.signal WHERE state = 'OPEN'"))
                .isEqualTo(3);
        assertThat(one("SELECT count(*) FROM places.stop")).isEqualTo(2);
    }

    @Test
    @Order(2)
    @DisplayName("un virement revenu puis refait, un carnet perdu et remplacé, un litige, une échéance remboursée")
    void what_went_wrong() {
        assertThat(one("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M28'"))
                .isEqualTo(1);
        assertThat(one("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M29'"))
                .isEqualTo(1);
        assertThat(one("SELECT count(*) FROM booklets.span_facts WHERE replaces IS NOT NULL"))
                .isEqualTo(1);
        assertThat(one("SELECT count(*) FROM expiry.dispute")).isEqualTo(1);
        assertThat(one("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M40'"))
                .isEqualTo(1);
        assertThat(one("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M41'"))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    @DisplayName(
            "R-202 : un compte de banque des livres ne bouge, chaque jour, que de ce que la banque a porté ce jour-là")
    void bank_accounts_follow_the_bank() {
        assertThat(one("SELECT count(*) FROM ledger.line WHERE account IN (512100, 512200)"))
                .isGreaterThan(20);
        assertThat(application
                        .bean(JdbcClient.class)
                        .sql("""
                                SELECT coalesce(b.day, e.day) || ' : ' || coalesce(b.cents, 0) || ' dans les livres, '
                                       || coalesce(e.cents, 0) || ' à la banque'
                                  FROM (SELECT account, effective_on AS day, sum(amount_cents) AS cents
                                          FROM ledger.line
                                         WHERE account IN (512100, 512200)
                                         GROUP BY account, effective_on) AS b
                                  FULL JOIN (SELECT CASE account WHEN 'SEGREGATED' THEN 512200 ELSE 512100 END AS account,
                                                    booked_on AS day, sum(amount_cents) AS cents
                                               FROM bank.entry
                                              WHERE state NOT IN ('TO_EXPLAIN', 'OUTSIDE')
                                              GROUP BY 1, 2) AS e USING (account, day)
                                 WHERE coalesce(b.cents, 0) <> coalesce(e.cents, 0)
                                """)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    @Order(3)
    @DisplayName(
            "R-218 : ce que les livres disaient d’un jour, chaque mois de l’histoire, ils le disent encore à la fin")
    void the_books_still_say_what_they_said() {
        assertThat(thenSaid).hasSizeGreaterThan(5);
        assertThat(thenSaid.getLast().balance().lines()).isNotEmpty();
        for (var said : thenSaid) {
            assertThat(application.bean(Books.class).trialBalance(said.day(), said.knownBefore()))
                    .as("%s", said.day())
                    .isEqualTo(said.balance());
        }
    }

    @Test
    @Order(3)
    @DisplayName("doctor n’y trouve rien à redire, et regarde vingt-cinq choses au moins")
    void the_doctor_finds_nothing() {
        var findings = application.bean(Examination.class).handle();
        assertThat(findings).hasSizeGreaterThanOrEqualTo(25);
        assertThat(findings).filteredOn(finding -> !finding.holds()).isEmpty();
    }

    @Test
    @Order(4)
    @DisplayName("hledger trouve notre balance au centime")
    void hledger_agrees(@TempDir Path folder) throws Exception {
        var through = LocalDate.of(2026, 12, 31);
        var journal = folder.resolve("fairpass.journal");
        try (var out = Files.newOutputStream(journal)) {
            assertThat(application.bean(HledgerJournal.class).handle(through, out))
                    .isPositive();
        }
        Map<String, Money> ours = new TreeMap<>();
        application
                .bean(Books.class)
                .trialBalance(through, through.plusYears(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .lines()
                .forEach(line -> ours.merge(Integer.toString(line.account().code()), line.balance(), Money::plus));
        ours.values().removeIf(Money::isZero);
        assertThat(Hledger.balances(journal)).isEqualTo(ours).containsKey("512200");
    }

    @Test
    @Order(5)
    @DisplayName("le FEC de l’année passe ses contrôles")
    void the_fec_passes() throws IOException {
        var file = new ByteArrayOutputStream();
        assertThat(application.bean(FecExport.class).handle(Year.of(2026), file))
                .isGreaterThan(1_000);
        assertThat(FecChecks.check(new ByteArrayInputStream(file.toByteArray()), Year.of(2026)))
                .isEmpty();
    }

    @Test
    @Order(6)
    @DisplayName("chaque ordre de virement passe le schéma officiel pain.001, dans ses deux versions")
    void payment_files_are_valid() throws IOException {
        var schemas = Map.of(
                PainVersion.V09, BankSamples.schema("pain.001.001.09"),
                PainVersion.V03, BankSamples.schema("pain.001.001.03"));
        var runs = application.bean(PaymentRuns.class).all();
        assertThat(runs).hasSizeGreaterThanOrEqualTo(6);
        for (var run : runs) {
            for (var version : schemas.entrySet()) {
                var exported = (ExportRun.Outcome.Exported) application
                        .bean(ExportRun.class)
                        .handle(new ExportRun.Command(run.id(), version.getKey(), Cast.TREASURER.actor()));
                var xml = new ByteArrayOutputStream();
                exported.file().write(xml);
                BankSamples.assertValid(version.getValue(), xml.toByteArray());
            }
        }
    }

    @Test
    @Order(7)
    @DisplayName("tout est couvert au centime, et dit par la page publique et à chaque personne")
    void everything_is_covered() throws Exception {
        var coverage = application.bean(SegregatedFunds.class).coverage();
        assertThat(coverage.circulating().isPositive()).isTrue();
        assertThat(coverage.holds()).isTrue();
        assertThat(page("/fonds"))
                .contains("Tout est couvert")
                .contains(coverage.cash().french());
        for (var player : List.of(Cast.DEPARTMENT_BUYER, Cast.TREASURER, Cast.desk(1))) {
            assertThat(page("/entrer/" + player.id())).contains(player.name());
        }
    }

    @Test
    @Order(8)
    @DisplayName("dans un vrai navigateur : un chèque s’accepte sur un téléphone, une fois, et le mois se paie à deux")
    void in_a_real_browser() {
        try (var chromium = new Chromium()) {
            var desk = enter(chromium.page(390), Cast.desk(1));
            desk.navigate(address("/cheques/accepter"));
            var code = unspent();
            for (var answer : List.of("Accepté", "Refusé")) {
                desk.locator("[data-desk][data-ready]").waitFor();
                desk.getByRole(AriaRole.RADIO).first().check();
                desk.getByLabel("Code du chèque").fill(code);
                desk.getByRole(AriaRole.BUTTON, button("Accepter")).click();
                desk.locator(".desk-card .desk-title:text-is(\"%s\")".formatted(answer))
                        .waitFor();
                assertThat(Chromium.overflows(desk)).isFalse();
            }

            var treasurer = enter(chromium.page(1200), Cast.TREASURER);
            treasurer.navigate(address("/fin-de-mois"));
            treasurer
                    .getByRole(AriaRole.BUTTON, button("Arrêter septembre 2026"))
                    .click();
            assertThat(treasurer.locator("main").innerText()).contains("30 relevés");
            treasurer.navigate(address("/fin-de-mois"));
            treasurer
                    .getByRole(AriaRole.BUTTON, button("Préparer l’ordre de virement"))
                    .click();
            var run = application.bean(PaymentRuns.class).all().getFirst();
            var second = enter(chromium.page(1200), Cast.SECOND_TREASURER);
            for (var person : List.of(treasurer, second)) {
                person.navigate(address("/banque/ordres/" + run.id()));
                person.getByLabel("Total attendu, en euros").fill(run.total().comma());
                person.getByRole(AriaRole.BUTTON, button("Approuver")).click();
                assertThat(Chromium.overflows(person)).isFalse();
            }
            second.getByRole(AriaRole.BUTTON, button("Arrêter le fichier")).click();
            assertThat(application
                            .bean(PaymentRuns.class)
                            .find(run.id())
                            .orElseThrow()
                            .state())
                    .isEqualTo(PaymentRuns.RunState.SENT);
        }
    }

    private Page enter(Page page, Cast.Player player) {
        page.navigate(address("/entrer/" + player.id()));
        return page;
    }

    private String address(String path) {
        return application.url(path).toString();
    }

    private static GetByRoleOptions button(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    /** The code of a voucher that somebody holds, may still use, and nobody has seen. */
    private String unspent() {
        var keys = application.bean(VoucherKeys.class);
        return JdbcClient.create(db.owner())
                .sql("""
                        SELECT f.first_booklet, f.generation
                          FROM booklets.span_facts f
                          JOIN orders.lot_terms t ON t.code = f.lot
                         WHERE f.state = 'HANDED_OVER' AND t.redeemable_until > '2026-10-01'
                           AND NOT EXISTS (SELECT 1 FROM redemption.spent s WHERE s.booklet = f.first_booklet)
                         ORDER BY f.first_booklet
                         LIMIT 1
                        """)
                .query((row, _) -> keys.code(
                                new Generation(row.getInt("generation")),
                                VoucherNumber.of(new BookletNumber(row.getLong("first_booklet")), 1))
                        .printed())
                .single();
    }

    /** Written again each time: a changed life is a reviewed difference. */
    @Test
    @Order(9)
    @DisplayName("la vie d’un chèque, de la commande à la réponse de la banque, s’écrit d’elle-même")
    void the_life_of_a_voucher() throws IOException {
        var told = new LifeOfAVoucher(db).told();
        assertThat(told)
                .contains("`M02`")
                .contains("`M11`")
                .contains("`M20`")
                .contains("`M27`")
                .contains("PAID");
        Files.createDirectories(LIFE.getParent());
        Files.writeString(LIFE, told);
    }

    @Test
    @Order(10)
    @DisplayName("un mois de plus : septembre est payé, l’échéance du département arrive, les livres tiennent")
    void a_month_later() {
        var next = LocalDate.of(2026, 11, 2).atTime(9, 0).atZone(Paris.ZONE).toInstant();
        application.bean(Story.class).advanceTo(next, _ -> {});
        assertThat(one("SELECT count(*) FROM settlement.statement WHERE month = '2026-09-01' AND state = 'PAID'"))
                .isEqualTo(one("SELECT count(*) FROM settlement.statement WHERE month = '2026-09-01'"))
                .isPositive();
        assertThat(application.bean(Examination.class).handle())
                .filteredOn(finding -> !finding.holds())
                .extracting(Finding::offenders)
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} se voit")
    @Order(11)
    @CsvSource(delimiter = '|', textBlock = """
            BANK-01 | SELECT id FROM bank.statement WHERE link = 2 ORDER BY id LIMIT 1 | UPDATE bank.statement SET opening_cents = opening_cents + 1 WHERE id = (offender)
            BANK-02 | SELECT id FROM bank.statement WHERE link = 2 ORDER BY id LIMIT 1 | UPDATE bank.statement SET closing_cents = closing_cents + 1 WHERE id = (offender)
            BANK-03 | SELECT 512200 | ALTER TABLE ledger.leg DISABLE TRIGGER USER; DELETE FROM ledger.leg WHERE movement = 'M28'
            BANK-04 | SELECT entry FROM bank.explanation ORDER BY entry LIMIT 1 | UPDATE bank.explanation SET amount_cents = amount_cents + 1 WHERE entry = (offender)
            BANK-05 | SELECT 471200 | INSERT INTO bank.parked SELECT id, 'SEGREGATED', 100 FROM bank.entry WHERE account = 'SEGREGATED' ORDER BY id LIMIT 1
            BANK-06 | SELECT id FROM bank.entry WHERE state = 'RECOGNISED' ORDER BY id LIMIT 1 | UPDATE bank.entry SET state = 'PARKED' WHERE id = (offender)
            BANK-07 | SELECT run FROM bank.approval ORDER BY run LIMIT 1 | UPDATE bank.approval SET stated_cents = stated_cents + 1 WHERE run = (offender)
            BANK-08 | SELECT end_to_end_id FROM bank.internal_transfer ORDER BY 1 LIMIT 1 | UPDATE bank.transfer SET end_to_end_id = (offender) WHERE id = (SELECT id FROM bank.transfer ORDER BY id LIMIT 1)
            BANK-09 | SELECT id FROM bank.transfer WHERE state = 'BOOKED' ORDER BY id LIMIT 1 | UPDATE bank.transfer SET amount_cents = amount_cents + 1 WHERE id = (offender)
            BANK-10 | SELECT entry FROM bank.explanation WHERE kind = 'TRANSFER' ORDER BY entry LIMIT 1 | UPDATE bank.explanation SET reference = 'nobody' WHERE kind = 'TRANSFER' AND entry = (offender)
            BANK-11 | SELECT id FROM bank.transfer ORDER BY id LIMIT 1 | UPDATE bank.transfer SET state = 'WAITING' WHERE id = (offender)
            BANK-12 | SELECT id FROM bank.internal_transfer ORDER BY id LIMIT 1 | UPDATE bank.internal_transfer SET amount_cents = amount_cents + 1 WHERE id = (offender)
            BANK-13 | SELECT subject FROM bank.export ORDER BY id LIMIT 1 | INSERT INTO bank.export SELECT gen_random_uuid(), subject, version, repeat('0', 64), exported_at, exported_by FROM bank.export ORDER BY id LIMIT 1
            CATALOGUE-01 | SELECT 'FP-COM-001 (version 2)' | ALTER TABLE catalogue.version DROP CONSTRAINT version_edition_fkey; ALTER TABLE catalogue.service DROP CONSTRAINT service_edition_fkey; INSERT INTO catalogue.service SELECT '00000000-0000-4000-8000-000000000001', code, category, subcategory, concat(label, '.'), level, minutes, format, max_people, national_service, default_price_cents FROM catalogue.service WHERE code = 'FP-COM-001'; INSERT INTO catalogue.version SELECT 2, '00000000-0000-4000-8000-000000000001', effective_on + 30, decided_by, decided_on, minutes, '{}', recorded_at, recorded_by FROM catalogue.version
            CATALOGUE-02 | SELECT 2 | ALTER TABLE catalogue.version DROP CONSTRAINT version_edition_fkey; ALTER TABLE catalogue.service DROP CONSTRAINT service_edition_fkey; ALTER TABLE catalogue.version DROP CONSTRAINT no_version_is_back_dated; INSERT INTO catalogue.version SELECT 2, '00000000-0000-4000-8000-000000000001', effective_on - 30, decided_by, decided_on, minutes, '{}', recorded_at, recorded_by FROM catalogue.version
            CATALOGUE-03 | SELECT 1 | DELETE FROM catalogue.service
            CATALOGUE-04 | SELECT code FROM catalogue.kept_period ORDER BY code LIMIT 1 | DELETE FROM catalogue.kept_period WHERE code = (offender)
            PLACES-01 | SELECT id FROM places.place ORDER BY id LIMIT 1 | UPDATE places.place SET commune = '99999' WHERE id = (offender)
            PLACES-02 | SELECT id FROM places.place ORDER BY id LIMIT 1 | UPDATE places.place SET provider = '00000000-0000-4000-8000-000000000001' WHERE id = (offender)
            PLACES-03 | SELECT id FROM places.offer ORDER BY id LIMIT 1 | UPDATE places.offer SET service = 'FP-XXX-999' WHERE id = (offender)
            QUALIFICATION-01 | SELECT '00000000-0000-4000-8000-000000000001' | ALTER TABLE qualification.suspension DROP CONSTRAINT no_suspension_is_back_dated; INSERT INTO qualification.suspension (id, qualification, suspended_from, suspended_until, reason, recorded_at, recorded_by) SELECT '00000000-0000-4000-8000-000000000001', id, qualified_from - 9, qualified_from - 2, 'x', recorded_at, recorded_by FROM qualification.qualification ORDER BY id LIMIT 1
            QUALIFICATION-02 | SELECT id FROM qualification.qualification ORDER BY id LIMIT 1 | UPDATE qualification.qualification SET end_kind = 'DISQUALIFIED', ended_on = qualified_from + 9, end_reason = 'x', end_recorded_at = recorded_at, end_recorded_by = 'x' WHERE id = (offender)
            QUALIFICATION-03 | SELECT id FROM qualification.qualification ORDER BY id LIMIT 1 | UPDATE qualification.qualification SET provider = '00000000-0000-4000-8000-000000000001' WHERE id = (offender)
            QUALIFICATION-04 | SELECT '00000000-0000-4000-8000-000000000001' | INSERT INTO qualification.agreement (id, mediator, place, paid, services, valid_from, mediator_signed_on, mediator_signed_by, recorded_at) SELECT '00000000-0000-4000-8000-000000000001', p.id, gen_random_uuid(), gen_random_uuid(), '{}', '2026-10-01', '2026-10-01', 'x', '2026-10-01' FROM directory.person p LIMIT 1
            TERRITORY-01 | SELECT '21231' | DELETE FROM territory.code WHERE code = '21231'
            TERRITORY-02 | SELECT '21231' | UPDATE territory.code SET codes = ARRAY['C:21231'] WHERE code = '21231'
            """)
    @DisplayName("ce qui est brisé à dessein dans la banque ou le réseau se voit, avec son numéro")
    void each_is_seen_when_broken(String code, String offender, String damage) {
        var broken = JdbcClient.create(db.owner())
                .sql("SELECT (" + offender + ")::text")
                .query(String.class)
                .single();
        Invariants rooms = () -> application.context().getBeansOfType(Invariants.class).values().stream()
                .flatMap(room -> room.all().stream())
                .filter(invariant -> invariant.code().equals(code))
                .toList();
        var seen = Trial.seen(db, rooms, damage.replace("(offender)", "'" + broken + "'"));
        assertThat(seen).containsOnlyKeys(code);
        assertThat(seen.get(code)).anyMatch(told -> told.contains(broken));
    }

    /** As a browser that follows, and keeps its session. */
    private String page(String path) throws Exception {
        try (var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new java.net.CookieManager())
                .build()) {
            var answer =
                    browser.send(HttpRequest.newBuilder(application.url(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private long one(String sql) {
        return JdbcClient.create(db.owner()).sql(sql).query(Long.class).single();
    }
}

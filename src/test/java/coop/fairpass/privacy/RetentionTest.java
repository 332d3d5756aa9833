package coop.fairpass.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.access.LockOut;
import coop.fairpass.calendar.DueWork;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-324 : chaque sorte de donnée a sa durée, et une tâche de nuit l’applique")
@ExtendWith(TestDatabase.class)
class RetentionTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final UUID PERSON = UUID.randomUUID();

    private final MovableClock clock = MovableClock.at("2027-03-01T12:00");

    private TestApplication open(Db db, Path home) {
        return TestApplication.start(db, clock, Map.of("fairpass.home", home.toString(), "fairpass.mailbox", "true"));
    }

    /** One of each kind, all of 1 March 2027 at noon, and how many are still there. */
    private static Map<Kept, String> oneOfEach(JdbcClient owner) {
        var id = UUID.randomUUID();
        for (var sql : List.of(
                "INSERT INTO directory.person VALUES ('%1$s', 'Dormante Exemple', 'dort@exemple.coop', '%2$s')",
                "INSERT INTO access.account VALUES ('%1$s', 'dort@exemple.coop', '%2$s', '2027-03-01')",
                "INSERT INTO access.password VALUES ('%1$s', 'x', '%2$s')",
                """
                INSERT INTO access.session
                VALUES ('%3$s', '%3$s', 1803898800000, 1803898800000, 999999999, 9999999999999, 'x')
                """,
                """
                INSERT INTO access.mailed_link
                VALUES ('x', 'INVITATION', '%1$s', 'dort@exemple.coop', 'CLOCK', '%2$s', '%2$s')
                """,
                "INSERT INTO access.failed_attempt (about, address, at) VALUES ('x', '192.0.2.1', '%2$s')",
                "INSERT INTO access.event (person, kind, detail, author, at) VALUES ('%1$s', 'REFUSED', '', 'x', '%2$s')",
                """
                INSERT INTO privacy.reading (kind, author, address, purpose, at)
                VALUES ('BANK_DETAILS', 'x', '/', 'x', '%2$s')
                """,
                """
                INSERT INTO mail.letter (id, recipient, kind, subject, words, written_at, next_try, sent_at)
                VALUES ('%1$s', 'lit@exemple.coop', 'DUE', 'x', '{}', '%2$s', '%2$s', '%2$s')
                """,
                "INSERT INTO mail.reader VALUES ('stop@exemple.coop', 'x')",
                "INSERT INTO mail.stopped VALUES ('stop@exemple.coop', 'REMINDER', '%2$s')",
                """
                INSERT INTO qualification.application (id, kind, state, organisation, questionnaire, content, applicant,
                       begun_at, changed_at, submitted_on, taken_by, taken_on, decided_on)
                VALUES ('%1$s', 'FIRST', 'REFUSED', '%1$s', 1, '{}', '%1$s', '%2$s', '%2$s', '2027-03-01', 'x',
                        '2027-03-01', '2027-03-01'),
                       ('%3$s', 'FIRST', 'QUALIFIED', '%3$s', 1, '{}', '%1$s', '%2$s', '%2$s', '2027-03-01', 'x',
                        '2027-03-01', '2027-03-01')
                """,
                """
                INSERT INTO qualification.application_document (id, application, kind, file_kind, sha256, content,
                       given_at, given_by)
                VALUES (gen_random_uuid(), '%1$s', 'x', 'PDF', 'x', 'x', '%2$s', 'x'),
                       (gen_random_uuid(), '%3$s', 'x', 'PDF', 'x', 'x', '%2$s', 'x')
                """,
                """
                INSERT INTO qualification.application_decision
                VALUES ('%1$s', '%1$s', 'REFUSED', 'x', '{}', 'x', 'x', 'person/%1$s', 'Une Personne', '%2$s')
                """,
                "INSERT INTO qualification.appeal VALUES ('%1$s', '%1$s', '%1$s', 'x', '%2$s', 'x')",
                """
                INSERT INTO qualification.qualification (id, provider, qualified_from, decided_by, decided_on, minutes,
                       recorded_at, recorded_by, ended_on, end_kind, end_reason, end_recorded_at, end_recorded_by)
                VALUES ('%3$s', '%3$s', '2027-03-01', 'x', '2027-03-01', 'x', '%2$s', 'x', '2027-03-01', 'WITHDRAWN',
                        'x', '%2$s', 'x')
                """,
                "INSERT INTO qualification.naming_consent VALUES ('%1$s', '%1$s', 'Une médiatrice', '%2$s', '%2$s')",
                """
                INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, is_position_exact,
                       opening_hours, opened_on, recorded_at, recorded_by)
                VALUES ('%1$s', '%1$s', 'x', 'x', '21000', 'Dijon', '21231', false, '', '2027-03-01', '%2$s', 'x')
                """,
                """
                INSERT INTO places.signal (id, place, kind, words, told_at, state, answered_at, answered_by)
                VALUES ('%1$s', '%1$s', 'OTHER', 'La porte est au fond', '%2$s', 'CORRECTED', '%2$s', 'x')
                """,
                """
                INSERT INTO places.complaint (id, number, place, kind, words, told_at, due_on, answer, answered_at,
                       answered_by)
                VALUES ('%1$s', '1234567890', '%1$s', 'OTHER', 'La porte est au fond', '%2$s', '2027-03-16',
                        'Merci', '%2$s', 'x')
                """,
                """
                INSERT INTO places.list_import
                VALUES ('%1$s', 'exemple', 'x', 'x', 1, 1, 0, 1, 0, 0, 0, 0, '{}', '%2$s', 'x')
                """,
                "INSERT INTO places.list_note VALUES ('%1$s', 1, 2, 'x', false, 'x', 'x')",
                """
                INSERT INTO places.listed (id, source, source_id, list, pivot, name, street, postal_code, town,
                       telephone, hours, accepts_vouchers, more, digest, first_import, last_import, gone_on)
                VALUES ('%1$s', 'x', 'x', 'exemple', '', 'x', 'x', '21000', 'Dijon', '0970000000', '', false, '{}', 'x',
                        '%1$s', '%1$s', '2027-03-01')
                """,
                """
                INSERT INTO places.claim
                VALUES ('%1$s', '%1$s', '%1$s', 'Nous y sommes', '%2$s', 'x', 'REFUSED', 'Un autre y est', '%2$s', 'x')
                """,
                """
                INSERT INTO redemption.redemption (voucher, recorded_at, request, provider, place, voucher_order,
                       service_on, lot, face_cents, price_cents, fee_ppm, act, attempt, state, service, author)
                VALUES (16, '%2$s', '%1$s', '%1$s', '%1$s', '%1$s', '2027-03-01', 1, 1000, 1000, 0, 1, 0, 'REJECTED',
                        'x', 'x')
                """,
                "INSERT INTO redemption.hold VALUES (16, 0, 'F1', '%2$s', '2027-03-01', NULL, '%2$s', 'x', 'REJECTED', 'x')",
                "INSERT INTO redemption.document VALUES (16, 0, 'ANSWER', 'PDF', repeat('0', 64), '%2$s', 'x', 'x')")) {
            owner.sql(sql.formatted(PERSON, "2027-03-01T12:00:00+01:00", id)).update();
        }
        var left = new EnumMap<Kept, String>(Kept.class);
        left.put(Kept.ACCOUNT, "directory.person WHERE name = 'Dormante Exemple'");
        left.put(Kept.WAY_IN, "access.password");
        left.put(Kept.SESSION, "access.session WHERE principal_name = 'x'");
        left.put(Kept.MAILED_LINK, "access.mailed_link");
        left.put(Kept.ATTEMPT, "access.failed_attempt");
        left.put(Kept.ACCESS_EVENT, "access.event WHERE kind = 'REFUSED'");
        left.put(Kept.READING, "privacy.reading");
        left.put(Kept.LETTER, "mail.letter WHERE recipient = 'lit@exemple.coop'");
        left.put(Kept.MAIL_CHOICE, "mail.stopped");
        left.put(Kept.REFUSED_APPLICATION, "qualification.application WHERE state = 'REFUSED'");
        left.put(Kept.QUALIFIED_FILE, "qualification.application_document WHERE application = '%s'".formatted(id));
        left.put(Kept.HOLD_DOCUMENT, "redemption.document");
        left.put(Kept.NAMED_MEDIATOR, "qualification.naming_consent");
        left.put(Kept.SIGNAL, "places.signal WHERE words <> ''");
        left.put(Kept.COMPLAINT, "places.complaint WHERE words <> ''");
        left.put(Kept.PLACE_CLAIM, "places.claim WHERE words <> '' OR reason <> ''");
        left.put(Kept.LISTED_PLACE, "places.listed WHERE telephone IS NOT NULL");
        left.put(Kept.LIST_NOTE, "places.list_note");
        return left;
    }

    private static List<Kept> forgotten() {
        return Arrays.stream(Kept.values())
                .filter(Kept::isForgotten)
                .sorted(Comparator.comparing(kind -> DAY.plus(kind.period())))
                .toList();
    }

    @Test
    @DisplayName("R-324 : chaque sorte qui s’oublie a sa tâche, une seule")
    void each_kind_has_its_task(Db db, @TempDir Path home) {
        try (var site = open(db, home)) {
            var kinds = site.context().getBeansOfType(Forgets.class).values().stream()
                    .flatMap(task -> task.kinds().stream())
                    .toList();
            assertThat(kinds).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(forgotten());
        }
    }

    @Test
    @DisplayName("R-324 : gardé jusqu’à son dernier jour, parti la nuit d’après ; rejouer la nuit ne change rien")
    void kept_to_the_last_day_and_no_longer(Db db, @TempDir Path home) {
        try (var site = open(db, home)) {
            var owner = JdbcClient.create(db.owner());
            var left = oneOfEach(owner);
            assertThat(left.keySet()).containsExactlyInAnyOrderElementsOf(forgotten());
            for (var period : forgotten().stream().map(Kept::period).distinct().toList()) {
                var last = DAY.plus(period);
                night(site, last);
                forgotten().stream()
                        .filter(kind -> kind.period().equals(period))
                        .filter(kind -> kind != Kept.ATTEMPT) // to the minute, and not to the day
                        .forEach(kind -> assertThat(count(owner, left.getOrDefault(kind, "")))
                                .as("%s on %s", kind, last)
                                .isEqualTo(1));
                night(site, last.plusDays(1));
                forgotten().stream()
                        .filter(kind -> kind.period().equals(period))
                        .forEach(kind -> assertThat(count(owner, left.getOrDefault(kind, "")))
                                .as("%s after %s", kind, last)
                                .isZero());
            }
            night(site, DAY.plusYears(5).plusDays(1));
            assertThat(count(owner, "qualification.appeal")).isZero();
            assertThat(count(owner, "qualification.application"))
                    .as("whoever was qualified has a file")
                    .isEqualTo(1);
            assertThat(count(owner, "redemption.hold"))
                    .as("what was decided stays")
                    .isEqualTo(1);
            assertThat(count(owner, "directory.person WHERE erased_at IS NOT NULL AND email IS NULL"))
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R-324, R-336 : cinq ans sans une nuit, puis une : tout ce qui devait partir est parti")
    void caught_up(Db db, @TempDir Path home) {
        try (var site = open(db, home)) {
            var owner = JdbcClient.create(db.owner());
            var left = oneOfEach(owner);
            night(site, DAY.plusYears(5).plusDays(2));
            left.forEach(
                    (kind, sql) -> assertThat(count(owner, sql)).as(kind.name()).isZero());
        }
    }

    @Test
    @DisplayName("R-324 : un essai manqué ne compte pas plus longtemps qu’il n’est dit")
    void a_failure_counts_as_long_as_is_said() {
        assertThat(LockOut.ACCOUNT.remembered()).isEqualTo(Duration.ofDays(Kept.ATTEMPT.days()));
        assertThat(LockOut.ADDRESS.remembered()).isLessThanOrEqualTo(LockOut.ACCOUNT.remembered());
    }

    @Test
    @DisplayName("R-324 : un compte qui dort est prévenu une fois, trente jours avant")
    void whoever_sleeps_is_told(Db db, @TempDir Path home) {
        try (var site = open(db, home)) {
            var owner = JdbcClient.create(db.owner());
            oneOfEach(owner);
            var told = "mail.letter WHERE recipient = 'dort@exemple.coop' AND subject = 'Votre compte va être fermé'";
            night(site, DAY.plusYears(3).minusDays(30));
            assertThat(count(owner, told)).isZero();
            night(site, DAY.plusYears(3).minusDays(29));
            night(site, DAY.plusYears(3).minusDays(28));
            assertThat(count(owner, told)).isEqualTo(1);
            assertThat(count(owner, "access.account")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "R-324 : le programme n’a pas le droit d’effacer une pièce comptable ni une décision, quel que soit son âge")
    void accounting_is_never_erased(Db db) {
        var erasable = new ArrayList<String>();
        for (var kind : List.of(Kept.ACCOUNTING, Kept.DECISION)) {
            for (var name : kind.tables()) {
                var table = name.replace('/', '.');
                if (may(db, table, "DELETE") || may(db, table, "TRUNCATE")) {
                    erasable.add(table);
                }
            }
        }
        assertThat(erasable).isEmpty();
        for (var ledger : List.of("ledger.leg", "invoicing.document", "bank.file", "bank.entry")) {
            assertThat(may(db, ledger, "DELETE")).as(ledger).isFalse();
        }
        assertThat(may(db, "mail.letter", "DELETE"))
                .as("the question can be answered yes")
                .isTrue();
        assertThat(Kept.ACCOUNTING.howLong()).startsWith("Dix ans après la clôture de l’exercice");
    }

    @Test
    @DisplayName("R-324 : la page « Vos données » dit chaque sorte, sa raison et sa durée, de la même table")
    void the_page_says_so(Db db, @TempDir Path home) {
        try (var site = open(db, home);
                var visitor = new Visitor(site)) {
            var text = visitor.read("/confidentialite").text();
            assertThat(text)
                    .contains(Arrays.stream(Kept.values())
                            .flatMap(kind -> List.of(kind.who(), kind.what(), kind.why(), kind.howLong()).stream())
                            .collect(Collectors.toList()));
        }
    }

    private void night(TestApplication site, LocalDate day) {
        clock.set(day + "T12:00");
        for (int i = 0; i < 2; i++) {
            assertThat(site.bean(DueWork.class).runToday()).isTrue();
        }
    }

    private static long count(JdbcClient owner, String rows) {
        return owner.sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    private static boolean may(Db db, String table, String privilege) {
        return JdbcClient.create(db.owner())
                .sql("SELECT has_table_privilege('fairpass_app', :table, :privilege)")
                .param("table", table)
                .param("privilege", privilege)
                .query(Boolean.class)
                .single();
    }
}

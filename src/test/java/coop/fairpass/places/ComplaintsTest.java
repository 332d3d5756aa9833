package coop.fairpass.places;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND_PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.places.Complaints.Command;
import coop.fairpass.places.Complaints.Outcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-097 : se plaindre d’un lieu, sans nom : un numéro, et une réponse due en quinze jours")
@ExtendWith(TestDatabase.class)
class ComplaintsTest {

    private World world;
    private Complaints complaints;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        complaints = world.bean(Complaints.class);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Complaint kept(Command command) {
        return ((Outcome.Kept) complaints.complain(command)).complaint();
    }

    private static Command of(PlaceId place, ComplaintKind kind, String words) {
        return new Command(UUID.randomUUID(), place, kind, words);
    }

    private static Outcome refused(ComplaintReason reason) {
        return new Outcome.Refused(reason);
    }

    @Test
    @DisplayName("R-097 : dix chiffres, quinze jours ; le lieu apprend de quoi on se plaint, jamais les mots")
    void a_number_and_a_day() {
        var words = "J’ai attendu une heure.";
        var complaint = kept(of(FIRST_PLACE, ComplaintKind.WELCOME, " " + words + " "));
        assertThat(complaint.number()).matches("\\d{10}");
        assertThat(complaint.dueOn()).isEqualTo(world.today().plusDays(15));
        assertThat(complaint.words()).isEqualTo(words);
        assertThat(complaints.ofNumber(complaint.spoken())).contains(complaint);
        assertThat(complaints.ofNumber("1")).isEmpty();
        assertThat(world.told(FIRST))
                .filteredOn(told -> told.contains("réclamation"))
                .singleElement()
                .asString()
                .contains("On m’a mal reçu")
                .doesNotContain("attendu")
                .doesNotContain(complaint.number());
        assertThat(complaints.open(REVIEWER, 10)).containsExactly(complaint);
        assertThat(complaints.open(CONTROLLER, 10)).containsExactly(complaint);
        assertThat(complaints.open(FIRST_ADMIN, 10)).isEmpty();
        assertThat(complaint.isLateOn(complaint.dueOn())).isFalse();
        assertThat(complaint.isLateOn(complaint.dueOn().plusDays(1))).isTrue();
    }

    @Test
    @DisplayName("répondue une fois, par la coopérative et par elle seule ; la suivante attend toujours")
    void answered_once() {
        var first = kept(of(FIRST_PLACE, ComplaintKind.REFUSED, ""));
        world.clock.advance(java.time.Duration.ofDays(1));
        var second = kept(of(SECOND_PLACE, ComplaintKind.OTHER, "Fermé."));
        assertThat(complaints.answer(first.id(), "Non.", FIRST_ADMIN)).isEqualTo(refused(ComplaintReason.NOT_ALLOWED));
        assertThat(complaints.answer(UUID.randomUUID(), "Oui.", REVIEWER))
                .isEqualTo(refused(ComplaintReason.UNKNOWN_COMPLAINT));
        assertThat(complaints.answer(first.id(), "  ", REVIEWER)).isEqualTo(refused(ComplaintReason.ANSWER_MISSING));
        assertThat(complaints.answer(first.id(), "x".repeat(1_001), REVIEWER))
                .isEqualTo(refused(ComplaintReason.WORDS_TOO_LONG));
        assertThat(complaints.answer(first.id(), "Le lieu s’excuse.", REVIEWER)).isInstanceOf(Outcome.Kept.class);
        assertThat(complaints.answer(first.id(), "Encore.", CONTROLLER))
                .isEqualTo(refused(ComplaintReason.ALREADY_ANSWERED));
        assertThat(complaints.ofNumber(first.number()).orElseThrow().answer()).isEqualTo("Le lieu s’excuse.");
        assertThat(complaints.open(REVIEWER, 10)).extracting(Complaint::id).containsExactly(second.id());
        assertThat(world.owner()
                        .sql("SELECT what || ' ' || author FROM places.act WHERE what = 'COMPLAINT_ANSWERED'")
                        .query(String.class)
                        .list())
                .containsExactly("COMPLAINT_ANSWERED " + REVIEWER.reference());
    }

    @Test
    @DisplayName(
            "ce qui ne se garde pas : un lieu inconnu, « autre chose » sans un mot, un identifiant déjà pris, trop à la fois")
    void refusals() {
        assertThat(complaints.complain(of(new PlaceId(UUID.randomUUID()), ComplaintKind.REFUSED, "")))
                .isEqualTo(refused(ComplaintReason.UNKNOWN_PLACE));
        assertThat(complaints.complain(of(FIRST_PLACE, ComplaintKind.OTHER, " ")))
                .isEqualTo(refused(ComplaintReason.WORDS_MISSING));
        assertThat(complaints.complain(of(FIRST_PLACE, ComplaintKind.OTHER, "x".repeat(1_001))))
                .isEqualTo(refused(ComplaintReason.WORDS_TOO_LONG));
        var same = of(FIRST_PLACE, ComplaintKind.REFUSED, "");
        assertThat(kept(same)).isEqualTo(kept(same));
        assertThat(complaints.complain(new Command(same.id(), SECOND_PLACE, same.kind(), "")))
                .isEqualTo(refused(ComplaintReason.ID_TAKEN));
        var numbers = new HashSet<String>();
        for (int i = 1; i < 20; i++) {
            numbers.add(kept(of(FIRST_PLACE, ComplaintKind.REFUSED, "")).number());
        }
        assertThat(numbers).hasSize(19);
        assertThat(complaints.complain(of(FIRST_PLACE, ComplaintKind.REFUSED, "")))
                .isEqualTo(refused(ComplaintReason.TOO_MANY));
        assertThat(complaints.complain(of(SECOND_PLACE, ComplaintKind.REFUSED, "")))
                .isInstanceOf(Outcome.Kept.class);
        assertThatThrownBy(() -> world.owner()
                        .sql("UPDATE places.complaint SET due_on = (told_at AT TIME ZONE 'Europe/Paris')::date")
                        .update())
                .hasMessageContaining("an_answer_is_due_after_the_complaint");
    }

    @Test
    @DisplayName("deux personnes répondent au même instant : une seule réponse compte, l’autre l’apprend")
    void two_answers_at_once() throws Exception {
        var complaint = kept(of(FIRST_PLACE, ComplaintKind.REFUSED, ""));
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return complaints.answer(complaint.id(), "Réponse " + i, i % 2 == 0 ? REVIEWER : CONTROLLER);
                    }))
                    .toList();
            start.countDown();
            List<Outcome> outcomes = new java.util.ArrayList<>();
            for (var answer : answers) {
                outcomes.add(answer.get());
            }
            assertThat(outcomes).filteredOn(Outcome.Kept.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(refused(ComplaintReason.ALREADY_ANSWERED)::equals)
                    .hasSize(7);
        }
    }
}

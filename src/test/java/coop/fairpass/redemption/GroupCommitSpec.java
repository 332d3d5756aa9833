package coop.fairpass.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Des demandes qui arrivent ensemble sont décidées ensemble, et chacune reçoit sa réponse")
class GroupCommitSpec {

    private static final class Poison extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Poison(String message) {
            super(message, null, false, false);
        }
    }

    /** What was asked together, call by call. */
    private final List<List<Integer>> together = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch firstHasBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    private List<Integer> doubled(List<Integer> questions) {
        together.add(List.copyOf(questions));
        if (together.size() == 1) {
            firstHasBegun.countDown();
            await(firstMayEnd);
        }
        return questions.stream().map(question -> 2 * question).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The first asks and is held; then all others come to wait; then the first is let go. */
    private List<Future<Integer>> askBehindTheFirst(GroupCommit<Integer, Integer> gathering, List<Integer> others)
            throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            answers.add(threads.submit(() -> gathering.ask(0)));
            await(firstHasBegun);
            for (int other : others) {
                answers.add(threads.submit(() -> gathering.ask(other)));
            }
            while (gathering.waiting() < others.size()) {
                Thread.onSpinWait();
            }
            firstMayEnd.countDown();
            return answers;
        }
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    @DisplayName("qui vient seul n’attend personne ; ceux qui viennent pendant ce temps partent ensemble")
    void who_waits_goes_together() throws Exception {
        var gathering = new GroupCommit<Integer, Integer>(1, _ -> 1, 1_000, _ -> true, this::doubled);

        var answers = askBehindTheFirst(gathering, oneTo(300));

        for (int i = 0; i <= 300; i++) {
            assertThat(answers.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(together).hasSize(2);
        assertThat(together.get(1)).hasSize(300);
    }

    @Test
    @DisplayName("ce qui part ensemble a un poids limité ; ce qui pèse plus à lui seul part seul")
    void what_goes_together_is_bounded() throws Exception {
        var gathering = new GroupCommit<Integer, Integer>(1, weight -> weight, 10, _ -> true, this::doubled);

        var answers = askBehindTheFirst(gathering, List.of(6, 6, 25, 2, 3, 5));

        for (var answer : answers) {
            answer.get();
        }
        assertThat(together.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 6, 6, 25, 2, 3, 5);
        assertThat(together)
                .allSatisfy(batch -> assertThat(batch.size() == 1
                                || batch.stream().mapToInt(Integer::intValue).sum() <= 10)
                        .isTrue());
    }

    @Test
    @DisplayName("une demande empoisonnée échoue seule : ses voisines ont leur réponse")
    void a_poisoned_question_fails_alone() throws Exception {
        var gathering = new GroupCommit<Integer, Integer>(1, _ -> 1, 1_000, _ -> true, questions -> {
            var answers = doubled(questions);
            if (questions.contains(13)) {
                throw new Poison("thirteen");
            }
            return answers;
        });

        var answers = askBehindTheFirst(gathering, oneTo(64));

        for (int i = 0; i <= 64; i++) {
            if (i == 13) {
                assertThatThrownBy(answers.get(i)::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(Poison.class);
            } else {
                assertThat(answers.get(i).get()).isEqualTo(2 * i);
            }
        }
        assertThat(together).as("found by halves, not one by one").hasSizeLessThan(2 + 2 * 7);
    }

    @Test
    @DisplayName("quand rien n’est possible, tous l’apprennent aussitôt, sans nouvel essai")
    void what_fails_for_all_is_tried_once() throws Exception {
        var gathering = new GroupCommit<Integer, Integer>(1, _ -> 1, 1_000, _ -> false, questions -> {
            doubled(questions);
            throw new Poison("no database");
        });

        var answers = askBehindTheFirst(gathering, oneTo(20));

        for (var answer : answers) {
            assertThatThrownBy(answer::get).hasCauseInstanceOf(Poison.class);
        }
        assertThat(together).hasSize(2);
    }

    @Test
    @DisplayName("une panne du programme est dite à tous, et la place est rendue")
    void an_error_leaves_nobody_waiting() throws Exception {
        var broken = new AtomicBoolean(true);
        var gathering = new GroupCommit<Integer, Integer>(1, _ -> 1, 1_000, _ -> true, questions -> {
            var answers = doubled(questions);
            if (broken.get()) {
                throw new StackOverflowError();
            }
            return answers;
        });

        for (var answer : askBehindTheFirst(gathering, oneTo(5))) {
            assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
        }
        broken.set(false);

        assertThat(gathering.ask(21)).isEqualTo(42);
    }

    @Test
    @DisplayName("qui attend sa réponse d’une autre se repose, même si une place est libre et qu’on le réveille")
    void who_waits_rests() throws Exception {
        var held = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
        var begun = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
        var gathering = new GroupCommit<Integer, Integer>(2, _ -> 1, 100, _ -> true, questions -> {
            int call;
            synchronized (together) {
                call = together.size();
                together.add(List.copyOf(questions));
            }
            begun.get(call).countDown();
            await(held.get(call));
            return questions;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            answers.add(threads.submit(() -> gathering.ask(0)));
            await(begun.get(0));
            answers.add(threads.submit(() -> gathering.ask(1)));
            await(begun.get(1));
            answers.add(threads.submit(() -> gathering.ask(2)));
            while (gathering.waiting() < 1) {
                Thread.onSpinWait();
            }
            var last = Thread.ofPlatform().start(() -> gathering.ask(3));
            while (gathering.waiting() < 2) {
                Thread.onSpinWait();
            }
            held.get(1).countDown(); // a place is free: the third asks for itself and for the last
            await(begun.get(2));
            assertThat(together.getLast()).containsExactly(2, 3);
            held.get(0).countDown(); // another place is free, and nobody waits for one
            LockSupport.unpark(last);
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            int resting = 0;
            while (resting < 1_000 && System.nanoTime() < deadline) {
                resting = last.getState() == Thread.State.WAITING ? resting + 1 : 0;
                Thread.onSpinWait();
            }
            held.get(2).countDown();
            last.join();
            assertThat(answers).extracting(Future::get).containsExactly(0, 1, 2);
            assertThat(resting).isEqualTo(1_000);
        }
    }

    @Test
    @DisplayName("une interruption n’abandonne pas une demande en cours : la réponse vient, l’interruption reste")
    void an_interruption_waits_for_the_answer() throws Exception {
        var gathering = new GroupCommit<Integer, Integer>(1, _ -> 1, 1_000, _ -> true, this::doubled);
        var answer = new AtomicReference<Integer>();
        var interrupted = new AtomicBoolean();
        var first = Thread.ofVirtual().start(() -> gathering.ask(0));
        await(firstHasBegun);
        var second = Thread.ofVirtual().start(() -> {
            answer.set(gathering.ask(21));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        while (gathering.waiting() < 1) {
            Thread.onSpinWait();
        }

        second.interrupt();
        firstMayEnd.countDown();
        first.join();
        second.join();

        assertThat(answer.get()).isEqualTo(42);
        assertThat(interrupted).isTrue();
    }

    @Test
    @DisplayName(
            "quatre cents personnes, trois places, mille demandes chacune : chacun lit ses réponses, aucune ne manque")
    void nobody_is_forgotten() throws Exception {
        firstMayEnd.countDown();
        var gathering = new GroupCommit<Integer, Integer>(
                3,
                _ -> 1,
                50,
                _ -> true,
                questions -> questions.stream().map(question -> 2 * question).toList());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Boolean>>();
            for (int person = 0; person < 400; person++) {
                int from = person * 1_000;
                all.add(threads.submit(() -> IntStream.range(from, from + 1_000)
                        .allMatch(question -> gathering.ask(question) == 2 * question)));
            }
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }
}

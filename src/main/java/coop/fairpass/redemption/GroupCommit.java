package coop.fairpass.redemption;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gathers questions asked at the same time and has them answered together, so that many share one transaction and one
 * write to the disk. Nobody waits for company: who finds a free turn takes all that is waiting, and what comes
 * meanwhile goes together next. Each one who asks gets its own answer, after the common transaction is over.
 *
 * <p>A question that makes the others fail is found by halves and fails alone. There is no thread of its own to start
 * or stop: the callers themselves take turns.
 */
final class GroupCommit<Q, A> {

    /** Answers questions together, in their order: all of it is done when it returns, and nothing when it throws. */
    @FunctionalInterface
    interface Together<Q, A> {
        List<A> answer(List<Q> questions);
    }

    private final Together<Q, A> together;
    private final ToIntFunction<Q> weight;
    private final int mostWeight;
    private final Predicate<RuntimeException> isOfAQuestion;
    private final Semaphore turns;
    private final Queue<Ticket<Q, A>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param turns how many transactions run at a time
     * @param mostWeight what one transaction takes at most; a question that weighs more goes alone
     * @param isOfAQuestion whether a failure may come from one question, so that the others are worth a try without it;
     *     false when nothing would succeed, as when the database is away
     */
    GroupCommit(
            int turns,
            ToIntFunction<Q> weight,
            int mostWeight,
            Predicate<RuntimeException> isOfAQuestion,
            Together<Q, A> together) {
        this.turns = new Semaphore(turns);
        this.weight = weight;
        this.mostWeight = mostWeight;
        this.isOfAQuestion = isOfAQuestion;
        this.together = together;
    }

    /**
     * Asks, and waits for the answer. An interruption does not shorten the wait, as nobody could then tell whether the
     * question was answered; it is kept for the caller.
     */
    A ask(Q question) {
        var mine = new Ticket<Q, A>(question, Thread.currentThread());
        waiting.add(mine);
        boolean interrupted = false;
        while (!mine.isOver()) {
            // A question that somebody has taken is answered by them: to look for another turn meanwhile would be to
            // turn round and round, on a processor that they may be waiting for.
            if (!mine.taken && turns.tryAcquire()) {
                try {
                    answer(next());
                } finally {
                    turns.release();
                    wakeNext();
                }
            } else {
                // Whoever holds a turn looks for who waits after giving it back: a permit given before we park counts.
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine.answer();
    }

    /** How many wait for their turn. */
    int waiting() {
        return waiting.size();
    }

    /** The oldest that waits and all that fits behind; two who take at once share the queue. */
    private List<Ticket<Q, A>> next() {
        var taken = new ArrayList<Ticket<Q, A>>();
        int load = 0;
        for (var ticket = waiting.peek(); ticket != null; ticket = waiting.peek()) {
            int more = weight.applyAsInt(ticket.question);
            if (!taken.isEmpty() && load + more > mostWeight) {
                break;
            }
            if (waiting.remove(ticket)) {
                ticket.taken = true;
                taken.add(ticket);
                load += more;
            }
        }
        wakeNext(); // what did not fit goes with another turn, if one is free
        return taken;
    }

    private void wakeNext() {
        var oldest = waiting.peek();
        if (oldest != null) {
            LockSupport.unpark(oldest.asker);
        }
    }

    private void answer(List<Ticket<Q, A>> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        List<A> answers;
        try {
            answers = together.answer(
                    tickets.stream().map(ticket -> ticket.question).toList());
        } catch (RuntimeException e) {
            if (tickets.size() == 1 || !isOfAQuestion.test(e)) {
                tickets.forEach(ticket -> ticket.fail(e));
            } else {
                int half = tickets.size() / 2;
                answer(tickets.subList(0, half));
                answer(tickets.subList(half, tickets.size()));
            }
            return;
        } catch (Error e) {
            tickets.forEach(ticket -> ticket.fail(new IllegalStateException("what was asked together failed", e)));
            throw e;
        }
        for (int i = 0; i < tickets.size(); i++) {
            tickets.get(i).succeed(answers.get(i));
        }
    }

    /** One question, who waits for its answer, and the answer once there is one. */
    private static final class Ticket<Q, A> {
        private final Q question;
        private final Thread asker;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;
        private volatile boolean taken;
        private volatile boolean over;

        Ticket(Q question, Thread asker) {
            this.question = question;
            this.asker = asker;
        }

        boolean isOver() {
            return over;
        }

        void succeed(A given) {
            answer = given;
            end();
        }

        void fail(RuntimeException why) {
            failure = why;
            end();
        }

        private void end() {
            over = true;
            LockSupport.unpark(asker);
        }

        A answer() {
            if (failure != null) {
                throw failure;
            }
            return java.util.Objects.requireNonNull(answer);
        }
    }
}

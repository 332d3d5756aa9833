package coop.fairpass.ledger;

import coop.fairpass.ledger.Leg.Side;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Grand livre : takes postings in, in the transaction of the use case that made them, and answers balances. */
@Component
public class Ledger {

    /** Whether this call wrote the posting or found it already there, word for word. */
    public enum Done {
        POSTED,
        ALREADY_POSTED
    }

    /** The same movement was already posted for the same cause with other content: a programmer's mistake, or fraud. */
    public static class PostedDifferently extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PostedDifferently(Posting posting) {
            super("%s for cause %s is already in the books with other content"
                    .formatted(posting.movement(), posting.cause()));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    // Ids of third parties never change, so each process may remember those it saw committed.
    private final Map<String, Integer> knownAuxiliaries = new ConcurrentHashMap<>();

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Posts one movement; see {@link #post(List)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Done post(Posting posting) {
        return post(List.of(posting)).getFirst();
    }

    /**
     * Posts movements, all or none, in the caller's transaction; answers in the same order.
     *
     * @throws PostedDifferently when one of them was already posted for its cause with other content
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Done> post(List<Posting> postings) {
        if (postings.isEmpty()) {
            return List.of();
        }
        var auxiliaries = idsOf(postings.stream()
                .flatMap(posting -> posting.legs().stream())
                .flatMap(leg -> java.util.stream.Stream.of(leg.debit(), leg.credit()))
                .flatMap(side -> side.auxiliary().stream())
                .collect(Collectors.toSet()));
        int written = insert(postings, auxiliaries);
        int expected =
                postings.stream().mapToInt(posting -> posting.legs().size()).sum();
        if (written == expected) {
            return postings.stream().map(_ -> Done.POSTED).toList();
        }
        return postings.stream().map(posting -> compare(posting, auxiliaries)).toList();
    }

    private int insert(List<Posting> postings, Map<String, Integer> auxiliaries) {
        var rows = new LegRows();
        for (int i = 0; i < postings.size(); i++) {
            var legs = postings.get(i).legs();
            for (int j = 0; j < legs.size(); j++) {
                rows.add(i + 1, j + 1, legs.get(j), auxiliaries);
            }
        }
        return jdbc.sql("""
                        WITH posting AS (
                            SELECT nextval('ledger.posting_number') AS posting, p.*
                              FROM unnest(:movements::text[], :causes::uuid[], :days::date[], :pieces::text[],
                                          :corrects::uuid[])
                                   WITH ORDINALITY AS p (movement, cause, effective_on, piece, corrects, i)
                        )
                        INSERT INTO ledger.leg (posting, leg, movement, cause, effective_on, recorded_at, piece,
                                                corrects, debit_account, debit_auxiliary, credit_account,
                                                credit_auxiliary, amount_cents)
                        SELECT posting, l.leg, movement, cause, effective_on, :recorded_at, piece, corrects,
                               l.debit_account, l.debit_auxiliary, l.credit_account, l.credit_auxiliary, l.cents
                          FROM posting
                          JOIN unnest(:of::int[], :legs::int[], :debit_accounts::int[], :debit_auxiliaries::int[],
                                      :credit_accounts::int[], :credit_auxiliaries::int[], :cents::bigint[])
                               AS l (i, leg, debit_account, debit_auxiliary, credit_account, credit_auxiliary, cents)
                               USING (i)
                         ORDER BY posting, l.leg
                            ON CONFLICT (movement, cause, leg) DO NOTHING
                        """)
                .param(
                        "movements",
                        texts(postings, posting -> posting.movement().name()))
                .param("causes", texts(postings, posting -> posting.cause().toString()))
                .param("days", texts(postings, posting -> posting.effectiveOn().toString()))
                .param("pieces", texts(postings, Posting::piece))
                .param("corrects", optionalTexts(postings))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("of", rows.of())
                .param("legs", rows.legs())
                .param("debit_accounts", rows.debitAccounts())
                .param("debit_auxiliaries", rows.debitAuxiliaries())
                .param("credit_accounts", rows.creditAccounts())
                .param("credit_auxiliaries", rows.creditAuxiliaries())
                .param("cents", rows.cents())
                .update();
    }

    private static String[] texts(List<Posting> postings, java.util.function.Function<Posting, String> text) {
        return postings.stream().map(text).toArray(String[]::new);
    }

    @SuppressWarnings("NullAway") // SQL arrays say absence with null
    private static String[] optionalTexts(List<Posting> postings) {
        return postings.stream()
                .map(posting -> posting.corrects().map(UUID::toString).orElse(null))
                .toArray(String[]::new);
    }

    /** Already there, legs and all, or there with other content. */
    private Done compare(Posting posting, Map<String, Integer> auxiliaries) {
        record Found(
                long posting,
                String effectiveOn,
                String piece,
                int debit,
                int debitThird,
                int credit,
                int creditThird,
                long cents) {}
        List<Found> found = jdbc.sql("""
                        SELECT posting, effective_on::text, piece, debit_account, coalesce(debit_auxiliary, 0),
                               credit_account, coalesce(credit_auxiliary, 0), amount_cents
                          FROM ledger.leg
                         WHERE movement = :movement
                           AND cause = :cause
                         ORDER BY leg
                        """)
                .param("movement", posting.movement().name())
                .param("cause", posting.cause())
                .query((row, _) -> new Found(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getLong(8)))
                .list();
        var expected = new ArrayList<Found>();
        long number = found.isEmpty() ? 0 : found.getFirst().posting();
        for (var leg : posting.legs()) {
            expected.add(new Found(
                    number,
                    posting.effectiveOn().toString(),
                    posting.piece(),
                    leg.debit().account().code(),
                    idOf(leg.debit(), auxiliaries),
                    leg.credit().account().code(),
                    idOf(leg.credit(), auxiliaries),
                    leg.amount().cents()));
        }
        if (!found.equals(expected)) {
            throw new PostedDifferently(posting);
        }
        return Done.ALREADY_POSTED;
    }

    private static int idOf(Side side, Map<String, Integer> auxiliaries) {
        return side.auxiliary()
                .map(third -> auxiliaries.getOrDefault(third.code(), 0))
                .orElse(0);
    }

    /** The ids of third parties, opening an account for those met for the first time. */
    private Map<String, Integer> idsOf(Set<Auxiliary> thirds) {
        var ids = thirds.stream()
                .map(Auxiliary::code)
                .filter(knownAuxiliaries::containsKey)
                .collect(Collectors.toMap(code -> code, code -> knownAuxiliaries.getOrDefault(code, 0)));
        var missing = new HashSet<>(thirds);
        missing.removeIf(third -> ids.containsKey(third.code()));
        if (missing.isEmpty()) {
            return ids;
        }
        // In the order of codes, so that two transactions that open the same accounts never wait for each other in a
        // ring.
        var ordered = missing.stream()
                .sorted(java.util.Comparator.comparing(Auxiliary::code))
                .toList();
        jdbc.sql("""
                        INSERT INTO ledger.auxiliary (code, label)
                        SELECT code, label
                          FROM unnest(:codes::text[], :labels::text[]) AS t (code, label)
                         ORDER BY code
                            ON CONFLICT (code) DO NOTHING
                        """)
                .param("codes", ordered.stream().map(Auxiliary::code).toArray(String[]::new))
                .param("labels", ordered.stream().map(Auxiliary::label).toArray(String[]::new))
                .update();
        Map<String, Integer> opened = jdbc
                .sql("SELECT code, id FROM ledger.auxiliary WHERE code = ANY (:codes::text[])")
                .param("codes", ordered.stream().map(Auxiliary::code).toArray(String[]::new))
                .query((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                knownAuxiliaries.putAll(opened);
            }
        });
        ids.putAll(opened);
        return ids;
    }

    /** The balance of an account without third parties, or of all its third parties together; debit positive. */
    @Transactional(readOnly = true)
    public Money balance(Account account) {
        return Money.cents(
                jdbc.sql("SELECT coalesce(sum(cents), 0)::bigint FROM ledger.balance_part WHERE account = :account")
                        .param("account", account.code())
                        .query(Long.class)
                        .single());
    }

    /**
     * The balance of one third party on an account, debit positive, for an act that must not take more than it: others
     * who ask so wait for the caller's transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money lock(Account account, Auxiliary third) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:account || '/' || :code, 467))")
                .param("account", String.valueOf(account.code()))
                .param("code", third.code())
                .query((_, _) -> 0)
                .single();
        return balance(account, third);
    }

    /** The balance of one third party on an account; debit positive. */
    @Transactional(readOnly = true)
    public Money balance(Account account, Auxiliary third) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(b.cents), 0)::bigint
                          FROM ledger.balance_part b
                         WHERE b.account = :account
                           AND b.auxiliary = (SELECT id FROM ledger.auxiliary WHERE code = :code)
                        """)
                .param("account", account.code())
                .param("code", third.code())
                .query(Long.class)
                .single());
    }

    /** What has come in and out of one third party's account by one movement; debit positive. */
    @Transactional(readOnly = true)
    public Money moved(Movement movement, Account account, Auxiliary third) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(l.amount_cents), 0)::bigint
                          FROM ledger.line l
                          JOIN ledger.auxiliary a ON a.id = l.auxiliary
                         WHERE l.movement = :movement
                           AND l.account = :account
                           AND a.code = :code
                        """)
                .param("movement", movement.name())
                .param("account", account.code())
                .param("code", third.code())
                .query(Long.class)
                .single());
    }

    /** What one movement did to one third party's account, for one cause; debit positive. */
    public record Entry(Movement movement, UUID cause, String auxiliary, LocalDate effectiveOn, Money amount) {}

    /** What these movements did to an account of these third parties, the first first. */
    @Transactional(readOnly = true)
    public List<Entry> entries(
            Collection<Movement> movements, Account account, Collection<? extends Auxiliary> thirds) {
        return jdbc.sql("""
                        SELECT l.movement, l.cause, a.code, l.effective_on, sum(l.amount_cents)::bigint AS cents
                          FROM ledger.line l
                          JOIN ledger.auxiliary a ON a.id = l.auxiliary
                         WHERE l.movement = ANY (:movements)
                           AND l.account = :account
                           AND a.code = ANY (:codes)
                         GROUP BY l.movement, l.cause, a.code, l.effective_on, l.posting
                         ORDER BY l.effective_on, l.posting
                        """)
                .param("movements", movements.stream().map(Movement::name).toArray(String[]::new))
                .param("account", account.code())
                .param("codes", thirds.stream().map(Auxiliary::code).toArray(String[]::new))
                .query((row, _) -> new Entry(
                        Movement.valueOf(row.getString("movement")),
                        row.getObject("cause", UUID.class),
                        row.getString("code"),
                        row.getObject("effective_on", LocalDate.class),
                        Money.cents(row.getLong("cents"))))
                .list();
    }

    /** The columns of the legs to insert. */
    private static final class LegRows {
        private final List<Integer> of = new ArrayList<>();
        private final List<Integer> legs = new ArrayList<>();
        private final List<Integer> debitAccounts = new ArrayList<>();
        private final List<Optional<Integer>> debitAuxiliaries = new ArrayList<>();
        private final List<Integer> creditAccounts = new ArrayList<>();
        private final List<Optional<Integer>> creditAuxiliaries = new ArrayList<>();
        private final List<Long> cents = new ArrayList<>();

        void add(int posting, int number, Leg leg, Map<String, Integer> auxiliaries) {
            of.add(posting);
            legs.add(number);
            debitAccounts.add(leg.debit().account().code());
            debitAuxiliaries.add(leg.debit().auxiliary().map(_ -> idOf(leg.debit(), auxiliaries)));
            creditAccounts.add(leg.credit().account().code());
            creditAuxiliaries.add(leg.credit().auxiliary().map(_ -> idOf(leg.credit(), auxiliaries)));
            cents.add(leg.amount().cents());
        }

        Integer[] of() {
            return of.toArray(Integer[]::new);
        }

        Integer[] legs() {
            return legs.toArray(Integer[]::new);
        }

        Integer[] debitAccounts() {
            return debitAccounts.toArray(Integer[]::new);
        }

        Integer[] debitAuxiliaries() {
            return nullable(debitAuxiliaries);
        }

        Integer[] creditAccounts() {
            return creditAccounts.toArray(Integer[]::new);
        }

        Integer[] creditAuxiliaries() {
            return nullable(creditAuxiliaries);
        }

        Long[] cents() {
            return cents.toArray(Long[]::new);
        }

        @SuppressWarnings("NullAway") // SQL arrays say absence with null
        private static Integer[] nullable(List<Optional<Integer>> values) {
            return values.stream().map(value -> value.orElse(null)).toArray(Integer[]::new);
        }
    }
}

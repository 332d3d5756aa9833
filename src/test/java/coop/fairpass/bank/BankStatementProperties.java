package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Siret;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Ce que la banque écrit se relit sans rien perdre (500 tirages)")
class BankStatementProperties {

    private static final Instant MORNING = Instant.parse("2026-12-02T05:00:00Z");
    private static final List<EntryStatus> OLD_STATUSES =
            List.of(EntryStatus.BOOKED, EntryStatus.BOOKED, EntryStatus.PENDING, EntryStatus.INFORMATION);

    @ParameterizedTest(name = "en {0}, chaque relevé relu est le relevé écrit, clés comprises")
    @EnumSource(CamtVersion.class)
    void what_is_written_is_read(CamtVersion version) throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            var statements = statements(new Random(seed));
            var reading = BankStatementFile.read(new ByteArrayInputStream(written(version, statements)));
            assertThat(reading).as("seed %d", seed).isEqualTo(new StatementReading.Read(statements, List.of()));
        }
    }

    @ParameterizedTest(name = "R-228 : les fichiers de la banque simulée sont conformes au schéma {0}.{1}")
    @CsvSource({
        "camt.053.001, V02, STATEMENT",
        "camt.053.001, V08, STATEMENT",
        "camt.054.001, V02, NOTIFICATION",
        "camt.054.001, V08, NOTIFICATION"
    })
    void valid_against_the_schema(String message, CamtVersion version, StatementKind kind) throws IOException {
        var schema = BankSamples.schema(message + "." + version.name().substring(1));
        for (int seed = 0; seed < 200; seed++) {
            var statements = statements(new Random(seed)).stream()
                    .map(statement -> ofKind(statement, kind))
                    .toList();
            BankSamples.assertValid(schema, written(version, statements));
        }
    }

    @Test
    @DisplayName("les soldes tirés des écritures se prouvent, et un centime de trop ne passe jamais")
    void balances_prove_the_lines() {
        for (int seed = 0; seed < 500; seed++) {
            for (var statement : statements(new Random(seed))) {
                assertThat(Continuity.ofFirst(statement))
                        .as("seed %d", seed)
                        .isInstanceOf(Continuity.Outcome.Proven.class);
                var opening = statement.opening().orElseThrow().amount();
                assertThat(Continuity.of(statement, opening.plus(Money.cents(1))))
                        .as("seed %d", seed)
                        .isInstanceOf(Continuity.Outcome.NotProven.class);
            }
        }
    }

    private static byte[] written(CamtVersion version, List<BankStatement> statements) throws IOException {
        var out = new ByteArrayOutputStream();
        BankStatementWriter.write(out, version, "MSG-1", MORNING, statements);
        return out.toByteArray();
    }

    private static BankStatement ofKind(BankStatement statement, StatementKind kind) {
        return new BankStatement(
                kind,
                statement.id(),
                statement.account(),
                statement.sequence(),
                statement.duplicate(),
                kind == StatementKind.STATEMENT ? statement.balances() : List.of(),
                statement.entries(),
                List.of(),
                List.of());
    }

    private static List<BankStatement> statements(Random random) {
        return IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(rank -> statement("S" + rank, random))
                .toList();
    }

    private static BankStatement statement(String id, Random random) {
        var account = new BankAccountId.ByIban(BankSamples.french(random.nextInt(1_000_000)));
        var movements = IntStream.range(0, random.nextInt(0, 6))
                .mapToObj(_ -> movement(random))
                .toList();
        var opening = Money.cents(random.nextLong(-1_000_000, 1_000_000));
        var closing = opening.plus(movements.stream()
                .filter(movement -> movement.status() == EntryStatus.BOOKED)
                .map(BankMovement::amount)
                .collect(Money.sum()));
        var day = day(random);
        return new BankStatement(
                StatementKind.STATEMENT,
                id,
                account,
                maybe(random, () -> Integer.toString(random.nextInt(1_000))),
                random.nextInt(10) == 0,
                List.of(Balance.opening(opening, day), Balance.closing(closing, day)),
                BankStatement.keyed(account, movements),
                List.of(),
                List.of());
    }

    private static BankMovement movement(Random random) {
        long sign = random.nextBoolean() ? 1 : -1;
        var status = OLD_STATUSES.get(random.nextInt(OLD_STATUSES.size()));
        return new BankMovement(
                status,
                status == EntryStatus.BOOKED ? Optional.of(day(random)) : maybe(random, () -> day(random)),
                maybe(random, () -> day(random)),
                Money.cents(sign * random.nextLong(1, 100_000_000)),
                random.nextInt(10) == 0,
                maybe(random, () -> id(random)),
                maybe(random, () -> id(random)),
                code(random),
                maybe(random, () -> batch(random)),
                IntStream.range(0, random.nextInt(0, 4))
                        .mapToObj(_ -> detail(random, sign))
                        .toList(),
                maybe(random, () -> text(random, 500)),
                List.of());
    }

    private static PaymentBatch batch(Random random) {
        return new PaymentBatch(
                maybe(random, () -> id(random)),
                maybe(random, () -> id(random)),
                maybe(random, () -> random.nextInt(1, 1_000)),
                maybe(random, () -> Money.cents(random.nextLong(1, 100_000_000))));
    }

    private static TransactionDetail detail(Random random, long sign) {
        return new TransactionDetail(
                maybe(random, () -> Money.cents(sign * random.nextLong(1, 100_000_000))),
                new TransactionReferences(
                        maybe(random, () -> id(random)),
                        maybe(random, () -> id(random)),
                        maybe(random, () -> id(random)),
                        maybe(random, () -> id(random)),
                        maybe(random, () -> id(random)),
                        maybe(random, () -> id(random))),
                party(random),
                party(random),
                maybe(random, () -> text(random, 140)),
                texts(random, 140),
                random.nextBoolean()
                        ? List.of()
                        : List.of(CreditorReference.of("AF-2026-000001").value()),
                maybe(random, () -> new BankReturn(maybe(random, () -> "AC04"), texts(random, 105))),
                code(random),
                maybe(random, () -> text(random, 500)));
    }

    private static TransactionCode code(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> TransactionCode.NONE;
            case 1 -> TransactionCode.iso("PMNT", "RCDT", "ESCT");
            default -> TransactionCode.proprietary(id(random));
        };
    }

    private static Party party(Random random) {
        return new Party(
                maybe(random, () -> text(random, 140)),
                maybe(random, () -> BankSamples.french(random.nextInt(1_000_000))),
                maybe(random, () -> Bic.of("BNPAFRPP")),
                maybe(random, () -> Siret.of("21760351300011")));
    }

    private static List<String> texts(Random random, int longest) {
        var texts = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.add(text(random, longest));
        }
        return texts;
    }

    private static String id(Random random) {
        return "R" + random.nextLong(0, Long.MAX_VALUE);
    }

    /** Letters, accents, what XML escapes, and a pair of surrogates. */
    private static String text(Random random, int longest) {
        var signs = "abcXYZ 0123éàœ<>&\"'€-_/]]>\t";
        var text = new StringBuilder("x");
        int length = random.nextInt(0, longest - 4);
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.append(random.nextBoolean() ? "😀" : "z").toString();
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(730));
    }

    private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}

package coop.fairpass.directory;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.BankGround;
import coop.fairpass.doctor.Trial;
import coop.fairpass.orders.OrdersGround;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Chaque invariant de l’annuaire tient, et se voit quand on le brise")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryInvariantsTest {

    private static final UUID PERSON = OrdersGround.id("person");
    private static final UUID FIRST = OrdersGround.id("first account");
    private static final UUID SECOND = OrdersGround.id("second account");

    private final DirectoryInvariants invariants = new DirectoryInvariants();
    private OrdersGround ground;
    private Db db;

    /** An organisation with a validated account and another that is retired; a person of the cooperative. */
    @BeforeAll
    void live(Db given, @TempDir Path home) {
        db = given;
        ground = new OrdersGround(db, home);
        var accounts = ground.bean(BankAccounts.class);
        declare(SECOND, 72);
        declare(FIRST, 71);
        accounts.validate(FIRST, OrdersGround.TREASURER);
        var people = ground.bean(People.class);
        people.enter(PERSON, "Trésorière", Optional.empty());
        people.grant(PERSON, OrdersGround.COOPERATIVE, Role.TREASURER, Actor.CLOCK);
        people.grant(PERSON, OrdersGround.COMPANY, Role.PAYER_BUYER, Actor.CLOCK);
    }

    private void declare(UUID account, int number) {
        ground.bean(BankAccounts.class)
                .declare(
                        account,
                        OrdersGround.PROVIDER,
                        BankGround.account(number),
                        Optional.empty(),
                        "Structure Exemple",
                        OrdersGround.DESK);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @Test
    @DisplayName("un monde sain passe tout l’examen")
    void all_hold() {
        assertThat(ground.ailments()).isEmpty();
    }

    @ParameterizedTest(name = "{0} se voit : {2}")
    @CsvSource(delimiter = '|', textBlock = """
            DIRECTORY-01 | %first | ALTER TABLE directory.bank_account DROP CONSTRAINT two_people_validate_an_account; UPDATE directory.bank_account SET validated_by = declared_by WHERE id = '%first'
            DIRECTORY-02 | %provider | DROP INDEX directory.one_account_is_valid_at_a_time; UPDATE directory.bank_account SET state = 'VALIDATED', validated_by = 'autre', usable_from = '2026-11-10' WHERE id = '%second'
            DIRECTORY-03 | %person TREASURER | UPDATE directory.membership SET organisation = '%company' WHERE role = 'TREASURER'
            """)
    void each_is_seen_when_broken(String code, String offender, String damage) {
        assertThat(Trial.seen(db, invariants, with(damage))).isEqualTo(Map.of(code, List.of(with(offender))));
    }

    private static String with(String text) {
        return text.replace("%first", FIRST.toString())
                .replace("%second", SECOND.toString())
                .replace("%person", PERSON.toString())
                .replace("%provider", OrdersGround.PROVIDER.value().toString())
                .replace("%company", OrdersGround.COMPANY.value().toString());
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() {
        assertThat(Trial.untried(invariants, DirectoryInvariantsTest.class, "each_is_seen_when_broken"))
                .isEmpty();
    }
}

package coop.fairpass.settlement;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.tariff.RateKind;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Contribution : le taux qui a été décidé, ou rien")
@ExtendWith(TestDatabase.class)
class ContributionDecidedTest {

    @Test
    @DisplayName(
            "R-220 : sans décision en vigueur, rien n’est retenu à qui a choisi de donner ; le mois d’après la décision, elle l’est")
    void nothing_without_a_decision(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            world.owner()
                    .sql("DELETE FROM tariff.rate WHERE kind = 'CONTRIBUTION'")
                    .update();
            assertThat(world.bean(ContributionChoices.class).choose(true, FIRST_ADMIN))
                    .isEmpty();
            var company = world.order(COMPANY_BUYER, 20, Restrictions.none());
            world.clock.set("2026-10-07T10:00");
            world.spend(FIRST_STAFF, FIRST_PLACE, company, 10);
            world.clock.set("2026-11-02T09:00");
            world.settle("2026-10");
            var october = world.statement(FIRST, "2026-10").orElseThrow();
            assertThat(october.face()).isEqualTo(Money.cents(100_00));
            assertThat(october.contribution()).isEqualTo(Money.ZERO);
            assertThat(world.owed(Account.CONTRIBUTIONS)).isEqualTo(Money.ZERO);

            world.enact(RateKind.CONTRIBUTION, 10_000);
            world.spend(FIRST_STAFF, FIRST_PLACE, company, 10);
            world.clock.set("2026-12-01T09:00");
            world.settle("2026-11");
            assertThat(world.statement(FIRST, "2026-11").orElseThrow().contribution())
                    .isEqualTo(Money.cents(1_00));
            assertThat(world.owed(Account.CONTRIBUTIONS)).isEqualTo(Money.cents(1_00));
            assertThat(world.ailments()).isEmpty();
        }
    }
}

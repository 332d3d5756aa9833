package coop.fairpass.redemption;

import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.tariff.Decision;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Frais aval : le taux du jour est pris à la validation")
@ExtendWith(TestDatabase.class)
class RateDecidedTest {

    @Test
    @DisplayName(
            "R-220 : sans décision en vigueur sur les frais aval, aucun chèque n’est pris, donc rien ne se facture ; elle l’ouvre à sa date")
    void nothing_without_a_decision(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            var booklet = world.handedOver(world.order(1), 1);
            world.owner()
                    .sql("DELETE FROM tariff.rate WHERE kind = 'DOWNSTREAM_FEE'")
                    .update();
            var refused = new RedeemVouchers.Outcome.Refused(RequestReason.NO_RATE_DECIDED);
            assertThat(redeem(world, world.given(booklet, 1))).isEqualTo(refused);

            assertThat(world.bean(EnactRate.class)
                            .handle(new EnactRate.Command(
                                    RateKind.DOWNSTREAM_FEE,
                                    40_000,
                                    world.today().plusDays(1),
                                    new Decision("Conseil", world.today(), "CA-2"))))
                    .isInstanceOf(EnactRate.Outcome.Enacted.class);
            assertThat(redeem(world, world.given(booklet, 1)))
                    .as("not yet in force")
                    .isEqualTo(refused);
            world.clock.advance(java.time.Duration.ofDays(1));
            assertThat(redeem(world, world.given(booklet, 1))).isInstanceOf(RedeemVouchers.Outcome.Answered.class);
            assertThat(world.owner()
                            .sql("SELECT count(*) FROM redemption.spent")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static RedeemVouchers.Outcome redeem(World world, ServiceGiven given) {
        return world.bean(RedeemVouchers.class)
                .handle(new RedeemVouchers.Command(
                        UUID.randomUUID(), FIRST_PLACE.value(), List.of(given), FIRST_STAFF));
    }
}

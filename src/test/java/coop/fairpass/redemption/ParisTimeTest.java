package coop.fairpass.redemption;

import static coop.fairpass.World.TEN_EUROS;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.given;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.settlement.SettleMonth;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server of this world stands in Tahiti: whatever it reads of its own clock would be half a day wrong. */
@DisplayName("Le jour du service décide, et les jours sont ceux de Paris, où que soient le serveur et le lieu")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParisTimeTest {

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home, ZoneId.of("Pacific/Tahiti"));
        order = world.order(30);
        // All are in people's hands long before the end.
        for (int place = 1; place <= 30; place++) {
            world.handedOver(order, place);
        }
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private BookletNumber booklet() {
        return world.booklet(order, ++used);
    }

    private ServiceAnswer redeem(LocalDate day) {
        return world.redeem(given(TEN_EUROS, day, world.code(booklet(), 1)));
    }

    @Order(1)
    @ParameterizedTest(name = "à {0} UTC, un service du {1} est {2}")
    @CsvSource({
        // Summer time: Paris is two hours ahead, its day begins at 22:00 UTC.
        "2026-10-07T21:59:59Z, 2026-10-08, SERVICE_DATE_IMPOSSIBLE",
        "2026-10-07T22:00:00Z, 2026-10-08, ",
        // The day of 25 hours: it is 2:30 twice, and both are 25 October.
        "2026-10-24T21:59:59Z, 2026-10-25, SERVICE_DATE_IMPOSSIBLE",
        "2026-10-24T22:00:00Z, 2026-10-25, ",
        "2026-10-25T00:30:00Z, 2026-10-25, ",
        "2026-10-25T01:30:00Z, 2026-10-25, ",
        "2026-10-25T22:59:59Z, 2026-10-26, SERVICE_DATE_IMPOSSIBLE",
        "2026-10-25T23:00:00Z, 2026-10-26, ",
    })
    void a_service_of_tomorrow_is_possible_from_midnight_in_paris_on(Instant now, LocalDate day, RedeemReason refused) {
        world.clock.set(now.atZone(ZoneId.of("Europe/Paris")).toLocalDateTime().toString());
        if (!world.clock.instant().equals(now)) {
            // The second 2:30 of 25 October, which a local hour cannot name.
            world.clock.advance(java.time.Duration.ofHours(1));
        }
        assertThat(world.clock.instant()).isEqualTo(now);

        var answer = redeem(day);

        assertThat(answer.reason().orElse(null)).isEqualTo(refused);
    }

    @Order(2)
    @ParameterizedTest(name = "T14 : à {0} UTC, un chèque valable jusqu’au 31/12/2026, pour un service du jour : {1}")
    @CsvSource({
        "2026-12-31T22:59:59Z, 2026-12-31, ",
        "2026-12-31T23:00:00Z, 2027-01-01, ",
        "2027-01-15T12:00:00Z, 2027-01-15, ",
        "2027-01-31T22:59:59Z, 2027-01-31, ",
        "2027-01-31T23:00:00Z, 2027-02-01, EXPIRED",
    })
    void the_last_instant_of_grace(Instant now, LocalDate dayInParis, RedeemReason refused) {
        world.clock.set(now.atZone(ZoneId.of("Europe/Paris")).toLocalDateTime().toString());
        assertThat(world.today()).isEqualTo(dayInParis);

        assertThat(redeem(dayInParis).reason().orElse(null)).isEqualTo(refused);
    }

    @Test
    @Order(3)
    @DisplayName(
            "à La Réunion, à 2 h 59 le 1er février, il est 23 h 59 à Paris le 31 janvier : le 31 passe, le 1er a expiré")
    void overseas_is_judged_in_paris_time() {
        var reunion = ZonedDateTime.of(LocalDateTime.parse("2027-02-01T02:59"), ZoneId.of("Indian/Reunion"));
        world.clock.set(reunion.withZoneSameInstant(ZoneId.of("Europe/Paris"))
                .toLocalDateTime()
                .toString());
        assertThat(world.today()).isEqualTo(LocalDate.of(2027, 1, 31));

        assertThat(redeem(LocalDate.of(2027, 1, 31)).result()).isEqualTo(Result.REDEEMED);
        assertThat(redeem(reunion.toLocalDate()).reason()).contains(RedeemReason.EXPIRED);
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-137, T14 : le 31/01 saisi le 02/02 passe tant que janvier n’est pas arrêté, plus après ; le 01/02 a expiré")
    void the_service_day_decides_until_its_month_is_frozen() {
        world.clock.set("2027-02-02T10:00");
        var late = redeem(LocalDate.of(2027, 1, 31));
        assertThat(late.result()).isEqualTo(Result.REDEEMED);
        assertThat(redeem(LocalDate.of(2027, 2, 1)).reason()).contains(RedeemReason.EXPIRED);

        for (int month = 10; month <= 13; month++) {
            World.done(
                    SettleMonth.Outcome.Settled.class,
                    world.bean(SettleMonth.class)
                            .handle(new SettleMonth.Command(
                                    YearMonth.of(2026, 9).plusMonths(month - 9L), TREASURER)));
        }

        assertThat(redeem(LocalDate.of(2027, 1, 31)).reason()).contains(RedeemReason.SERVICE_DATE_IMPOSSIBLE);
    }
}

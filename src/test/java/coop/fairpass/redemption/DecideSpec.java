package coop.fairpass.redemption;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.redemption.RedeemReason.*;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.redemption.ActFacts.Offer;
import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.Decide.Refusal;
import coop.fairpass.redemption.Decide.Thresholds;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import coop.fairpass.redemption.VoucherFacts.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Valider un chèque : les refus, dans leur ordre")
class DecideSpec {

    static final UUID PROVIDER = UUID.fromString("00000000-0000-0000-0000-0000000000a1");
    static final UUID OTHER_PROVIDER = UUID.fromString("00000000-0000-0000-0000-0000000000b2");
    static final UUID ORDER = UUID.fromString("00000000-0000-0000-0000-0000000000c3");
    static final UUID PLACE = UUID.fromString("00000000-0000-0000-0000-0000000000d4");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Thresholds DEFAULTS = new Thresholds(5, true, 10);

    /** A service and its voucher in which anything can be made to fail, alone or with anything else. */
    static final class Case {
        Life life = new Life.Usable();
        boolean known = true;
        LocalDate day = TODAY;
        LocalDate today = TODAY;
        LocalDate activatedOn = LocalDate.of(2026, 7, 1);
        LocalDate firstDay = LocalDate.of(2026, 7, 1);
        LocalDate lastDay = LocalDate.of(2027, 1, 31);
        boolean frozen;
        boolean qualified = true;
        boolean payable = true;
        boolean open = true;
        boolean agrees = true;
        boolean serviceKnown = true;
        Optional<Offer> offer = Optional.of(new Offer(cents(10_00), true));
        Set<String> perimeter = Set.of("D:21");
        List<String> path = List.of("FP-COM-001");
        String service = "FP-COM-001";
        boolean regulated = true;
        int perService = 1;
        int presented = 1;
        int redeemedToday = 1;
        boolean looksAtOwn;
        Optional<UUID> distributor = Optional.empty();

        Case failing(RedeemReason reason) {
            switch (reason) {
                case UNKNOWN_VOUCHER -> known = false;
                case NOT_ACTIVE -> life = new Life.NotActive();
                case WITHDRAWN -> life = new Life.Withdrawn(Optional.of(LocalDate.of(2026, 10, 1)));
                case REPLACED -> life = new Life.Replaced(Instant.parse("2026-10-01T10:00:00Z"));
                case BLOCKED -> life = new Life.Blocked();
                case ALREADY_REDEEMED -> life = new Life.Redeemed(OTHER_PROVIDER, LocalDate.of(2026, 10, 1));
                case UNDER_REVIEW -> life = new Life.Held();
                case NOT_YET_VALID -> firstDay = TODAY.plusDays(30);
                case EXPIRED -> lastDay = TODAY.minusDays(1);
                case SERVICE_DATE_IMPOSSIBLE -> frozen = true;
                case PROVIDER_NOT_QUALIFIED -> qualified = false;
                case PROVIDER_NOT_PAYABLE -> payable = false;
                case PLACE_NOT_OPEN -> open = false;
                case MEDIATOR_WITHOUT_AGREEMENT -> agrees = false;
                case OUTSIDE_PERIMETER -> perimeter = Set.of("D:39");
                case SERVICE_UNKNOWN -> serviceKnown = false;
                case SERVICE_NOT_OFFERED -> offer = Optional.empty();
                case SERVICE_OUTSIDE_PATH -> path = List.of("FP-COM-002");
                case PRICE_NOT_REGULATED -> offer = offer.map(one -> new Offer(one.price(), false));
                case TOO_MANY_VOUCHERS -> presented = 2;
            }
            return this;
        }

        ActFacts act() {
            return new ActFacts(
                    PROVIDER,
                    PLACE,
                    today,
                    service,
                    day,
                    frozen,
                    qualified,
                    payable,
                    open,
                    Set.of("C:21231", "D:21", "R:27"),
                    agrees,
                    serviceKnown,
                    offer,
                    Optional.of(Rate.percent(4)));
        }

        VoucherFacts voucher(int index) {
            if (!known) {
                return new VoucherFacts.Unknown();
            }
            return new Known(
                    16L * 12_345 + index + 1,
                    life,
                    0,
                    new Terms(
                            ORDER,
                            1,
                            cents(10_00),
                            activatedOn,
                            firstDay,
                            lastDay,
                            false,
                            perimeter,
                            "Côte-d’Or",
                            path,
                            "Premiers pas",
                            regulated,
                            perService,
                            looksAtOwn),
                    distributor,
                    false,
                    redeemedToday);
        }

        Decision decide() {
            var vouchers = new ArrayList<VoucherFacts>();
            for (int i = 0; i < presented; i++) {
                vouchers.add(voucher(i));
            }
            return Decide.decide(act(), vouchers, DEFAULTS);
        }

        RedeemReason reason() {
            return decide() instanceof Decision.Refused(var refusal) ? refusal.reason() : fail();
        }

        private RedeemReason fail() {
            throw new AssertionError("accepted: " + decide());
        }
    }

    @Test
    @DisplayName("sans rien qui manque, le chèque est validé et rien ne reste à payer")
    void accepted() {
        assertThat(new Case().decide()).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            assertThat(accepted.remainingCharge()).isEqualTo(Money.ZERO);
            assertThat(accepted.hold()).isEmpty();
        });
    }

    @ParameterizedTest(name = "R-129 : {0} seul répond {0}")
    @MethodSource("reasons")
    void each_reason_alone(RedeemReason reason) {
        assertThat(new Case().failing(reason).reason()).isEqualTo(reason);
    }

    static Stream<RedeemReason> reasons() {
        return Arrays.stream(RedeemReason.values());
    }

    @ParameterizedTest(name = "R-129 : {0} et {1} ensemble répondent {0}")
    @MethodSource("pairs")
    void the_first_failing_line_answers(RedeemReason first, RedeemReason second) {
        assertThat(new Case().failing(second).failing(first).reason()).isEqualTo(first);
    }

    /** All pairs that can fail together: a voucher has one state, and is not both too early and too late. */
    static Stream<Arguments> pairs() {
        var states = EnumSet.range(UNKNOWN_VOUCHER, UNDER_REVIEW);
        return Arrays.stream(RedeemReason.values())
                .flatMap(first -> Arrays.stream(RedeemReason.values())
                        .filter(second -> first.compareTo(second) < 0)
                        .filter(second -> !(states.contains(first) && states.contains(second)))
                        .filter(second -> !(first == SERVICE_NOT_OFFERED && second == PRICE_NOT_REGULATED))
                        .map(second -> Arguments.of(first, second)));
    }

    @Test
    @DisplayName("R-129 : de deux chèques refusés pour la même raison, le premier présenté est nommé")
    void the_first_voucher_answers() {
        var one = new Case().failing(BLOCKED);
        one.perService = 2;
        one.presented = 2;
        assertThat(one.decide()).isEqualTo(new Decision.Refused(new Refusal(BLOCKED, 0, Map.of())));
    }

    @Test
    @DisplayName("un chèque retiré ou remplacé dit depuis quel jour de Paris, s’il le sait")
    void a_day_is_told() {
        assertThat(details(new Life.Withdrawn(Optional.of(LocalDate.of(2026, 10, 1)))))
                .isEqualTo(Map.of("on", "2026-10-01"));
        assertThat(details(new Life.Withdrawn(Optional.empty()))).isEmpty();
        assertThat(details(new Life.Replaced(Instant.parse("2026-10-01T22:30:00Z"))))
                .isEqualTo(Map.of("on", "2026-10-02"));
    }

    private static Map<String, String> details(Life life) {
        var one = new Case();
        one.life = life;
        return one.decide() instanceof Decision.Refused(var refusal) ? refusal.details() : Map.of("accepted", "");
    }

    @Nested
    @DisplayName("Les dates : c’est le jour du service qui décide")
    class Dates {

        @ParameterizedTest(name = "R-040 : D = 31/12/2026, service du {0} saisi le {1} : {2}")
        @CsvSource({
            "2026-12-31, 2026-12-31, ACCEPTED",
            "2027-01-31, 2027-01-31, ACCEPTED",
            "2027-01-31, 2027-02-01, ACCEPTED",
            "2027-02-01, 2027-02-01, EXPIRED",
        })
        void tolerance(LocalDate day, LocalDate today, String expected) {
            var one = new Case();
            one.day = day;
            one.today = today;
            assertThat(answer(one)).isEqualTo(expected);
        }

        @ParameterizedTest(name = "R-137 : service du {0}, activé le 2026-07-01, mois arrêté : {1} : {2}")
        @CsvSource({
            "2026-11-21, false, SERVICE_DATE_IMPOSSIBLE",
            "2026-11-20, false, ACCEPTED",
            "2026-07-01, false, ACCEPTED",
            "2026-06-30, false, SERVICE_DATE_IMPOSSIBLE",
            "2026-10-31, true, SERVICE_DATE_IMPOSSIBLE",
        })
        void impossible_days(LocalDate day, boolean frozen, String expected) {
            var one = new Case();
            one.firstDay = LocalDate.of(2026, 6, 1);
            one.day = day;
            one.frozen = frozen;
            assertThat(answer(one)).isEqualTo(expected);
        }

        @Test
        @DisplayName("R-040 : expiré et hors périmètre répond expiré ; bloqué et expiré répond bloqué")
        void precedence_of_the_reference() {
            assertThat(new Case().failing(OUTSIDE_PERIMETER).failing(EXPIRED).reason())
                    .isEqualTo(EXPIRED);
            assertThat(new Case().failing(EXPIRED).failing(BLOCKED).reason()).isEqualTo(BLOCKED);
        }

        private String answer(Case one) {
            return one.decide() instanceof Decision.Accepted
                    ? "ACCEPTED"
                    : one.reason().name();
        }
    }

    @Nested
    @DisplayName("Les prix : jamais plus que le prix, jamais de monnaie")
    class Prices {

        Case priced(long price, int vouchers, int perService) {
            var one = new Case();
            one.offer = Optional.of(new Offer(cents(price), false));
            one.regulated = false;
            one.presented = vouchers;
            one.perService = perService;
            return one;
        }

        @Test
        @DisplayName("T17 : 15 € avec un chèque : 5 € restent à la personne")
        void remaining_charge() {
            assertThat(priced(15_00, 1, 1).decide())
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.remainingCharge()).isEqualTo(cents(5_00)));
        }

        @ParameterizedTest(name = "R-133 : {1} chèques pour {0} centimes, {2} permis : {3}, suffisent {4}")
        @CsvSource({
            "1500, 2, 2, TOO_MANY_VOUCHERS, 1",
            "2000, 2, 2, ACCEPTED, ",
            "2000, 2, 1, TOO_MANY_VOUCHERS, 1",
            "3500, 4, 5, TOO_MANY_VOUCHERS, 3",
            "3500, 3, 5, ACCEPTED, ",
        })
        void all_pass_or_none(long price, int vouchers, int perService, String expected, String enough) {
            switch (priced(price, vouchers, perService).decide()) {
                case Decision.Accepted accepted -> {
                    assertThat(expected).isEqualTo("ACCEPTED");
                    assertThat(accepted.vouchers()).hasSize(vouchers);
                }
                case Decision.Refused(var refusal) -> {
                    assertThat(refusal.reason().name()).isEqualTo(expected);
                    assertThat(refusal.details()).isEqualTo(Map.of("enough", enough));
                }
            }
        }

        @Test
        @DisplayName("R-133 : un chèque refusé parmi trois refuse le service entier, et dit lequel")
        void one_refused_refuses_all() {
            var good = priced(30_00, 3, 3);
            var vouchers = List.of(good.voucher(0), new Case().failing(BLOCKED).voucher(1), good.voucher(2));
            assertThat(Decide.decide(good.act(), vouchers, DEFAULTS))
                    .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                        assertThat(refused.refusal().reason()).isEqualTo(BLOCKED);
                        assertThat(refused.refusal().voucher()).isEqualTo(1);
                    });
        }

        @Test
        @DisplayName("R-129 : entre plusieurs chèques refusés, la ligne la plus haute répond")
        void the_highest_line_answers() {
            var good = priced(30_00, 3, 3);
            var vouchers = List.of(
                    new Case().failing(EXPIRED).voucher(0),
                    new Case().failing(NOT_ACTIVE).voucher(1));
            assertThat(Decide.decide(good.act(), vouchers, DEFAULTS))
                    .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                        assertThat(refused.refusal().reason()).isEqualTo(NOT_ACTIVE);
                        assertThat(refused.refusal().voucher()).isEqualTo(1);
                    });
        }
    }

    @Nested
    @DisplayName("Les réponses disent quoi faire")
    class Details {

        @Test
        @DisplayName("R-134 : hors périmètre, avec le nom du périmètre")
        void names_the_perimeter() {
            assertThat(details(OUTSIDE_PERIMETER)).isEqualTo(Map.of("perimeter", "Côte-d’Or"));
        }

        @Test
        @DisplayName("R-135 : hors parcours, avec la liste des services permis")
        void lists_allowed_services() {
            assertThat(details(SERVICE_OUTSIDE_PATH)).isEqualTo(Map.of("allowedServices", "FP-COM-002"));
        }

        @Test
        @DisplayName("déjà utilisé : la date ; le lieu seulement à qui l’a validé")
        void already_redeemed() {
            assertThat(details(ALREADY_REDEEMED)).isEqualTo(Map.of("on", "2026-10-01"));
            var own = new Case();
            own.life = new Life.Redeemed(PROVIDER, LocalDate.of(2026, 10, 1));
            assertThat(((Decision.Refused) own.decide()).refusal().details())
                    .isEqualTo(Map.of("on", "2026-10-01", "by", "SAME_PROVIDER"));
        }

        private Map<String, String> details(RedeemReason reason) {
            return ((Decision.Refused) new Case().failing(reason).decide())
                    .refusal()
                    .details();
        }
    }

    @Nested
    @DisplayName("Les règles de fraude retiennent, elles ne refusent pas")
    class Holds {

        @ParameterizedTest(name = "R-192 : {0} chèques d’un carnet le même jour au même lieu : retenu {1}")
        @CsvSource({"4, false", "5, true", "10, true"})
        void whole_booklet(int today, boolean held) {
            var one = new Case();
            one.redeemedToday = today;
            assertThat(one.decide())
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.hold().isPresent()).isEqualTo(held));
        }

        @ParameterizedTest(name = "R-194 : la commande le demande : {0}, remis par le même : {1}, retenu : {2}")
        @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
        void own_distribution(boolean asked, boolean same, boolean held) {
            var one = new Case();
            one.looksAtOwn = asked;
            one.distributor = Optional.of(same ? PROVIDER : OTHER_PROVIDER);
            assertThat(one.decide())
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.hold().isPresent()).isEqualTo(held));
        }

        @Test
        @DisplayName("R-191 : une règle éteinte ne retient rien")
        void switched_off() {
            var one = new Case();
            one.redeemedToday = 10;
            assertThat(Decide.decide(one.act(), List.of(one.voucher(0)), new Thresholds(0, false, 0)))
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.hold()).isEmpty());
        }
    }
}

package coop.fairpass.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.tariff.EnactRate.RateReason;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-220 : chaque taux a sa date et la décision qui l’a fixé")
@ExtendWith(TestDatabase.class)
class RatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 10);
    private static final Decision DECISION = new Decision("Assemblée générale", TODAY, "AG-2026-01");

    private final Db db;
    private final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final EnactRate enactRate;
    private final Tariff tariff;

    RatesTest(Db db) {
        this.db = db;
        this.enactRate = new EnactRate(db.jdbc(), clock);
        this.tariff = new Tariff(db.jdbc());
    }

    private EnactRate.Outcome enact(RateKind kind, long value, LocalDate from) {
        return enactRate.handle(new EnactRate.Command(kind, value, from, DECISION));
    }

    private static EnactRate.Outcome refused(RateReason reason) {
        return new EnactRate.Outcome.Refused(reason);
    }

    @ParameterizedTest(name = "R-220 : {0} : rien avant la décision, ni avant son jour ; ensuite elle, avec ses mots")
    @EnumSource(RateKind.class)
    void dated_and_decided(RateKind kind) {
        assertThat(tariff.on(kind, TODAY)).isEmpty();
        assertThat(enact(kind, 40_000, TODAY.plusDays(1)))
                .isEqualTo(new EnactRate.Outcome.Enacted(new Tariff.Dated(kind, 40_000, TODAY.plusDays(1), DECISION)));
        assertThat(tariff.on(kind, TODAY)).isEmpty();
        assertThat(tariff.on(kind, TODAY.plusDays(1)))
                .contains(new Tariff.Dated(kind, 40_000, TODAY.plusDays(1), DECISION));
        assertThat(tariff.on(kind, TODAY.plusYears(3)).map(Tariff.Dated::value)).contains(40_000L);
    }

    @Test
    @DisplayName(
            "les frais, la marge, l’abonnement et la contribution sont des taux décidés ; la TVA est datée, avec le texte qui la fixe")
    void all_of_them() {
        assertThat(RateKind.values())
                .containsExactly(
                        RateKind.UPSTREAM_FEE,
                        RateKind.DOWNSTREAM_FEE,
                        RateKind.CONTRIBUTION,
                        RateKind.SUBSCRIPTION,
                        RateKind.ENGAGEMENT_MARGIN);
        var sources = db.jdbc()
                .sql("SELECT source FROM tariff.vat WHERE valid_from <= '2026-11-10'")
                .query(String.class)
                .list();
        assertThat(sources).hasSize(VatTerritory.values().length).allMatch(source -> source.startsWith("CGI art."));
        assertThat(Arrays.stream(VatTerritory.values()).map(territory -> tariff.vat(territory, TODAY)))
                .allMatch(Optional::isPresent);
        assertThat(tariff.vat(VatTerritory.MAINLAND, LocalDate.of(2013, 12, 31)))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R-262 : jamais pour le passé, jamais deux fois un jour, jamais sur une décision à venir, jamais plus que le tout")
    void refusals_in_order() {
        assertThat(enact(RateKind.UPSTREAM_FEE, -1, TODAY)).isEqualTo(refused(RateReason.VALUE_OUT_OF_RANGE));
        assertThat(enact(RateKind.UPSTREAM_FEE, 1_000_001, TODAY)).isEqualTo(refused(RateReason.VALUE_OUT_OF_RANGE));
        assertThat(enact(RateKind.SUBSCRIPTION, 100_000_001, TODAY)).isEqualTo(refused(RateReason.VALUE_OUT_OF_RANGE));
        assertThat(enactRate.handle(new EnactRate.Command(
                        RateKind.UPSTREAM_FEE,
                        40_000,
                        TODAY,
                        new Decision("Conseil d’administration", TODAY.plusDays(1), "CA-1"))))
                .isEqualTo(refused(RateReason.DECIDED_IN_THE_FUTURE));
        assertThat(enact(RateKind.UPSTREAM_FEE, 40_000, TODAY.minusDays(1))).isEqualTo(refused(RateReason.RETROACTIVE));
        assertThat(enact(RateKind.UPSTREAM_FEE, 1_000_000, TODAY)).isInstanceOf(EnactRate.Outcome.Enacted.class);
        assertThat(enact(RateKind.UPSTREAM_FEE, 40_000, TODAY)).isEqualTo(refused(RateReason.DAY_ALREADY_SET));
        assertThat(tariff.on(RateKind.UPSTREAM_FEE, TODAY).map(Tariff.Dated::value))
                .contains(1_000_000L);
    }

    @Test
    @DisplayName("une décision nomme l’instance et son procès-verbal")
    void a_decision_says_who_and_where() {
        assertThatThrownBy(() -> new Decision(" ", TODAY, "AG-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision("Assemblée générale", TODAY, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "R-220 : PostgreSQL refuse : {0}")
    @ValueSource(
            strings = {
                "('UPSTREAM_FEE', 40000, '2026-11-10', '', '2026-11-10', 'AG-1', '2026-11-10T10:00Z')",
                "('UPSTREAM_FEE', 40000, '2026-11-10', 'AG', '2026-11-10', '', '2026-11-10T10:00Z')",
                "('UPSTREAM_FEE', 40000, '2026-11-10', 'AG', NULL, 'AG-1', '2026-11-10T10:00Z')",
                "('UPSTREAM_FEE', 40000, '2026-11-09', 'AG', '2026-11-10', 'AG-1', '2026-11-10T10:00Z')",
                "('UPSTREAM_FEE', -1, '2026-11-10', 'AG', '2026-11-10', 'AG-1', '2026-11-10T10:00Z')"
            })
    void the_database_asks_for_it_too(String row) {
        assertThatThrownBy(() -> JdbcClient.create(db.owner()).sql("""
                                INSERT INTO tariff.rate (kind, value, valid_from, decided_by, decided_on, minutes, recorded_at)
                                VALUES\s""" + row).update())
                .hasStackTraceContaining("violates");
    }

    @ParameterizedTest(name = "R-220 : l’application ne peut ni : {0}")
    @ValueSource(
            strings = {
                "UPDATE tariff.rate SET value = 0",
                "DELETE FROM tariff.rate",
                "UPDATE tariff.vat SET rate_ppm = 0",
                "INSERT INTO tariff.vat VALUES ('MAINLAND', 'S', 1, '', '2027-01-01', 'essai')"
            })
    void nothing_is_edited(String change) {
        assertThatThrownBy(() -> db.jdbc().sql(change).update()).hasStackTraceContaining("permission denied");
    }
}

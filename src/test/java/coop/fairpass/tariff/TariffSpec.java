package coop.fairpass.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.money.Rate;
import coop.fairpass.tariff.EnactRate.RateReason;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Les taux, sans base : ce qui peut être décidé, ce qui vaut un jour, la TVA d’un lieu")
class TariffSpec {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Decision DECISION = new Decision("Conseil", TODAY, "PV 7");

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM_FEE,      -1, 2026-11-27, 2026-11-27, VALUE_OUT_OF_RANGE",
        "UPSTREAM_FEE,       0, 2026-11-27, 2026-11-27, ",
        "UPSTREAM_FEE, 1000000, 2026-11-27, 2026-11-27, ",
        "UPSTREAM_FEE, 1000001, 2026-11-27, 2026-11-27, VALUE_OUT_OF_RANGE",
        "SUBSCRIPTION, 1000001, 2026-11-27, 2026-11-27, ",
        "SUBSCRIPTION, 100000000, 2026-11-27, 2026-11-27, ",
        "SUBSCRIPTION, 100000001, 2026-11-27, 2026-11-27, VALUE_OUT_OF_RANGE",
        "CONTRIBUTION,   10000, 2026-11-28, 2026-11-27, DECIDED_IN_THE_FUTURE",
        "CONTRIBUTION,   10000, 2026-11-26, 2026-11-27, ",
        "CONTRIBUTION,   10000, 2026-11-26, 2026-11-26, RETROACTIVE",
        "CONTRIBUTION,   10000, 2026-11-26, 2027-01-01, ",
    })
    @DisplayName("R-220, R-262 : jamais pour le passé, jamais par une décision à venir, jamais plus que tout")
    void what_may_be_enacted(RateKind kind, long value, LocalDate decidedOn, LocalDate validFrom, RateReason refused) {
        var command = new EnactRate.Command(kind, value, validFrom, new Decision("Conseil", decidedOn, "PV 7"));
        assertThat(EnactRate.refusal(command, TODAY).orElse(null)).isEqualTo(refused);
    }

    @Test
    @DisplayName("ce qui vaut aujourd’hui, ce qui vaudra, ce qui a valu")
    void in_force_to_come_and_past() {
        var history = Stream.of("2027-07-01", "2027-01-01", "2026-11-27", "2026-01-01", "2025-01-01")
                .map(LocalDate::parse)
                .map(day -> new Tariff.Dated(RateKind.UPSTREAM_FEE, day.getYear(), day, DECISION))
                .toList();
        var line = RateLine.of(RateKind.UPSTREAM_FEE, history, TODAY);
        assertThat(line.inForce()).contains(history.get(2));
        assertThat(line.toCome()).containsExactly(history.get(1), history.get(0));
        assertThat(line.past()).containsExactly(history.get(3), history.get(4));
        assertThat(RateLine.of(RateKind.UPSTREAM_FEE, List.of(), TODAY).inForce())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("chaque taux a un nom, qui commence par une majuscule en tête de ligne")
    void names(RateKind kind) {
        var line = RateLine.of(kind, List.of(), TODAY);
        assertThat(line.title()).isEqualToIgnoringCase(line.name()).matches("\\p{Lu}.*");
        assertThat(line.of()).isNotBlank().isNotEqualTo(line.name());
        assertThat(kind.unit()).isEqualTo(kind == RateKind.SUBSCRIPTION ? RateKind.Unit.PRICE : RateKind.Unit.RATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-01-01, 2026-07-01, 1er janvier 2026",
        "2026-06-30, 2026-01-01, 2026-07-01, 1er janvier 2026",
        "2026-07-01, 2026-07-01, 2027-01-01, 1er juillet 2026",
        "2026-12-31, 2026-07-01, 2027-01-01, 1er juillet 2026",
    })
    @DisplayName("un semestre : de janvier à juin, de juillet à décembre")
    void half_years(LocalDate day, LocalDate first, LocalDate until, String said) {
        var half = HalfYear.of(day);
        assertThat(half.firstDay()).isEqualTo(first);
        assertThat(half.until()).isEqualTo(until);
        assertThat(half.next()).isEqualTo(HalfYear.of(until)).isGreaterThan(half);
        assertThat(half.french()).isEqualTo("semestre qui commence le " + said);
        assertThat(half.said()).isEqualTo(half.french());
        assertThat(half.english()).contains("half-year").contains(Integer.toString(first.getYear()));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-01", "2026-07-02", "2026-12-01"})
    @DisplayName("aucun autre jour n’en commence un")
    void no_other_day(LocalDate day) {
        assertThatThrownBy(() -> new HalfYear(day)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "21000, MAINLAND, false",
        "20090, MAINLAND, false",
        "98000, MAINLAND, false",
        "97110, GUADELOUPE, true",
        "97200, MARTINIQUE, true",
        "97300, GUYANE, true",
        "97411, REUNION, true",
        "97600, MAYOTTE, true",
        "97500, OUTSIDE, true",
        "97133, GUADELOUPE, true",
        "97700, OUTSIDE, true",
        "97800, OUTSIDE, true",
        "98400, OUTSIDE, true",
        "98600, OUTSIDE, true",
        "98700, OUTSIDE, true",
        "98800, OUTSIDE, true",
        "97, MAINLAND, false",
    })
    @DisplayName("money-and-law §2.4 : le territoire de TVA d’un code postal")
    void territories(String postalCode, VatTerritory territory, boolean overseas) {
        assertThat(VatTerritory.ofPostalCode(postalCode)).isEqualTo(territory);
        assertThat(territory.isOverseas()).isEqualTo(overseas);
    }

    @Test
    @DisplayName("sans TVA, une mention dit pourquoi ; avec, aucune")
    void a_treatment_holds_together() {
        var some = Rate.percent(20);
        var none = Rate.percent(0);
        assertThat(treatment(VatTreatment.Category.S, some, "").rate()).isEqualTo(some);
        assertThat(treatment(VatTreatment.Category.O, none, "Article 294").mention())
                .isEqualTo("Article 294");
        assertThatThrownBy(() -> treatment(VatTreatment.Category.S, none, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> treatment(VatTreatment.Category.E, some, "Exonéré"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> treatment(VatTreatment.Category.S, some, "Exonéré"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> treatment(VatTreatment.Category.E, none, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static VatTreatment treatment(VatTreatment.Category category, Rate rate, String mention) {
        return new VatTreatment(VatTerritory.MAINLAND, category, rate, mention);
    }
}

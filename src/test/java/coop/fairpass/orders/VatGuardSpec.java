package coop.fairpass.orders;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.VatGuard.Qualification;
import coop.fairpass.orders.VatGuard.Treatment;
import coop.fairpass.orders.VatNetwork.Accepted;
import coop.fairpass.orders.VatNetwork.Kind;
import coop.fairpass.tariff.VatTerritory;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Le chèque reste un bon à usages multiples")
class VatGuardSpec {

    private static final LocalDate START = LocalDate.of(2026, 10, 1);

    @DisplayName("T22 : un seul traitement permis fait un bon à usage unique, que l’on n’émet pas ; deux suffisent")
    @ParameterizedTest(name = "T22 : {0} : {1}")
    @CsvSource({
        "MAINLAND TAXABLE 20 + MAINLAND EXEMPT 0, MULTI",
        "MAINLAND TAXABLE 20, SINGLE",
        "MAINLAND EXEMPT 0, SINGLE",
        "MAINLAND TAXABLE 20 + REUNION TAXABLE 8.5, MULTI",
        "MAINLAND TAXABLE 20 + MAINLAND TAXABLE 10, MULTI",
        "MAINLAND TAXABLE 20 + MAINLAND FRANCHISE 0, MULTI",
        "MAINLAND TAXABLE 20 + MAINLAND OUT_OF_SCOPE 0, MULTI"
    })
    void qualification(String allowed, Qualification expected) {
        var treatments = Arrays.stream(allowed.split(" \\+ "))
                .map(one -> one.split(" "))
                .map(words -> new Treatment(
                        VatTerritory.valueOf(words[0]), VatRegime.valueOf(words[1]), Rate.parsePercent(words[2])))
                .collect(Collectors.toSet());
        assertThat(VatGuard.of(treatments)).isEqualTo(expected);
    }

    @Test
    @DisplayName("T22 : pourquoi : 1 000 € vendus à usage unique à 20 % en devraient 166,67 dès la vente")
    void why_it_matters() {
        var beforeVat = Rate.percent(20).takenOutOf(cents(1_000_00));
        assertThat(beforeVat).isEqualTo(cents(833_33));
        assertThat(cents(1_000_00).minus(beforeVat)).isEqualTo(cents(166_67));
    }

    private static Accepted accepted(int provider, VatTerritory territory, VatRegime regime, int from, int until) {
        return new Accepted(
                new OrganisationId(new UUID(0, provider)),
                new Kind(territory, regime),
                START.plusDays(from),
                until == 0 ? Optional.empty() : Optional.of(START.plusDays(until)));
    }

    private static Accepted mainland(int provider, VatRegime regime, int from, int until) {
        return accepted(provider, VatTerritory.MAINLAND, regime, from, until);
    }

    @Test
    @DisplayName("T22 : aucun prestataire encore, ou tous taxables : alerte ; un exonéré de plus : plus d’alerte")
    void fewer_than_two() {
        assertThat(new VatNetwork(List.of()).isAlarming(START)).isTrue();
        var taxed = List.of(mainland(1, VatRegime.TAXABLE, 0, 0), mainland(2, VatRegime.TAXABLE, 0, 0));
        assertThat(new VatNetwork(taxed).isAlarming(START)).isTrue();
        assertThat(new VatNetwork(taxed).shrankOn(START)).as("it never had two").isEmpty();
        var mixed = new VatNetwork(List.of(
                mainland(1, VatRegime.TAXABLE, 0, 0),
                mainland(2, VatRegime.TAXABLE, 0, 0),
                mainland(3, VatRegime.EXEMPT, 1, 0)));
        assertThat(mixed.isAlarming(START)).isTrue();
        assertThat(mixed.isAlarming(START.plusDays(1))).isFalse();
        assertThat(mixed.providersOn(START.plusDays(1))).isEqualTo(3);
        var overseas = new VatNetwork(List.of(
                mainland(1, VatRegime.TAXABLE, 0, 0), accepted(2, VatTerritory.REUNION, VatRegime.TAXABLE, 0, 0)));
        assertThat(overseas.isAlarming(START)).isFalse();
    }

    @Test
    @DisplayName("T22 : le dernier exonéré parti, l’alerte est de ce jour-là, et le dit tant qu’elle dure")
    void the_day_the_last_one_leaves() {
        var network = new VatNetwork(List.of(
                mainland(1, VatRegime.TAXABLE, 0, 0),
                mainland(2, VatRegime.EXEMPT, 0, 10),
                mainland(3, VatRegime.EXEMPT, 0, 20),
                mainland(2, VatRegime.EXEMPT, 40, 50)));
        assertThat(network.shrankOn(START.plusDays(19))).isEmpty();
        assertThat(network.shrankOn(START.plusDays(20))).contains(START.plusDays(20));
        assertThat(network.shrankOn(START.plusDays(39))).contains(START.plusDays(20));
        assertThat(network.shrankOn(START.plusDays(40))).isEmpty();
        assertThat(network.shrankOn(START.plusDays(90))).contains(START.plusDays(50));
    }
}

package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

@DisplayName("Le contenu figé d’une facture se relit à l’identique, et trahit ce qui y fut changé")
class FrozenInvoiceSpec {

    @ParameterizedTest(name = "{0}")
    @MethodSource("coop.fairpass.invoicing.Samples#ofEachKind")
    void is_read_back_as_it_was(Invoice invoice) {
        var json = FrozenInvoice.toJson(invoice);
        assertThat(FrozenInvoice.fromJson(json)).isEqualTo(invoice);
        assertThat(FrozenInvoice.toJson(FrozenInvoice.fromJson(json))).isEqualTo(json);
    }

    @Test
    @DisplayName("il tient les composants et rien d’autre : pas d’« isZero » à côté d’un montant")
    void holds_the_components_only() {
        assertThat(FrozenInvoice.toJson(Samples.downstreamFee()))
                .startsWith("{\"kind\":\"DOWNSTREAM_FEE\",\"number\":{\"series\":\"F\",\"year\":2026,\"sequence\":2}")
                .contains("\"issuedOn\":\"2026-11-30\"", "\"beforeVat\":{\"cents\":1480}", "\"preceding\":null")
                .doesNotContain("zero", "settled", "headline", "billingMode");
    }

    @ParameterizedTest(name = "« {0} » changé en « {1} » est découvert")
    @CsvSource({
        "'\"vat\":{\"cents\":296}', '\"vat\":{\"cents\":295}'",
        "'\"quantity\":37', '\"quantity\":36'",
        "'\"due\":{\"cents\":0}', '\"due\":{\"cents\":1776}'",
        "'\"kind\":\"DOWNSTREAM_FEE\"', '\"kind\":\"FUNDS_CALL\"'",
        "'\"siren\":\"987654324\"', '\"siren\":\"987654325\"'",
        "'\"mentions\":[]', '\"mentions\":null'",
        "'\"mentions\":[]', '\"mention\":[]'",
    })
    void an_alteration_is_found_out(String original, String altered) {
        var json = FrozenInvoice.toJson(Samples.downstreamFee());
        assertThat(json).contains(original);
        assertThatThrownBy(() -> FrozenInvoice.fromJson(json.replace(original, altered)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    @DisplayName("un composant facultatif que d’anciens contenus n’ont pas reste vide")
    void an_optional_unknown_to_older_contents_is_empty() {
        var json = FrozenInvoice.toJson(Samples.downstreamFee());
        assertThat(FrozenInvoice.fromJson(json.replace(",\"preceding\":null", "")))
                .isEqualTo(Samples.downstreamFee());
    }
}

package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.web.VouchersToTry;
import coop.fairpass.web.VouchersToTry.Voucher;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Qui ouvre la démonstration peut essayer un guichet, et lire ce que chacun aurait reçu")
@ExtendWith(LivedDemo.Given.class)
class ToTryTest {

    private final LivedDemo demo;

    ToTryTest(LivedDemo demo) {
        this.demo = demo;
    }

    @Test
    @DisplayName("la page d’entrée donne des codes à taper ; chacun est ce qu’elle en dit")
    void codes_to_type() {
        var visitor = new Visit(demo, Optional.empty());
        var page = visitor.get("/entrer").text();
        var vouchers = demo.site().bean(VouchersToTry.class).some();
        assertThat(vouchers).extracting(Voucher::isSpent).containsExactly(false, false, false, true);
        assertThat(vouchers).allSatisfy(one -> {
            assertThat(page).contains(one.code());
            assertThat(visitor.post("/verifier", Map.of("code", one.code()), Map.of())
                            .text())
                    .contains(one.isSpent() ? "Déjà utilisé" : "Bon à utiliser");
        });
    }

    @Test
    @DisplayName("à chaque organisation est écrit tout ce qu’elle doit savoir : relevé, retour, activation, échéances")
    void every_notice_is_mailed() {
        assertThat(demo.owner()
                        .sql("SELECT DISTINCT recipient || ' : ' || subject FROM mail.letter")
                        .query(String.class)
                        .list())
                .contains(
                        "contact@provider-1.example : Votre relevé d’août 2026 est disponible",
                        "contact@provider-1.example : Une page de lieu est à confirmer",
                        "contact@provider-13.example : Votre virement n’a pas abouti",
                        "contact@department.example : Vos chèques sont activés",
                        "contact@department.example : Votre commande arrive à son terme",
                        "contact@provider-1.example : Votre compte bancaire est vérifié");
    }
}

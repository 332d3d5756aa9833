package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.places.NearAddress.Compared;
import coop.fairpass.territory.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Deux lignes se ressemblent par leur nom, leur rue et leur place, jamais par leur SIRET seul")
class NearAddressSpec {

    private static final Point HERE = new Point(47.32, 5.04);

    @ParameterizedTest(name = "« {0}, {1} » et « {2}, {3} » : demandé {4}")
    @CsvSource({
        "Médiathèque Exemple, 1 rue des Écoles, MEDIATHEQUE EXEMPLE, 1 rue des ecoles, true",
        "Médiathèque Exemple, 1 rue des Écoles, Exemple Médiathèque, '1, Rue des Écoles', true",
        "Médiathèque Exemple, 1 rue des Écoles, Centre social, 1 rue des Écoles, false",
        "Médiathèque Exemple, 1 rue des Écoles, Médiathèque Exemple, 45 avenue de la Gare, false",
    })
    void names_and_streets(String name, String street, String otherName, String otherStreet, boolean isAsked) {
        var one = compared(name, street, Optional.empty());
        var other = compared(otherName, otherStreet, Optional.empty());
        assertThat(NearAddress.likeness(one, other).orElse(0) >= NearAddress.ASKED_FROM)
                .isEqualTo(isAsked);
        assertThat(NearAddress.likeness(one, other)).isEqualTo(NearAddress.likeness(other, one));
    }

    @Test
    @DisplayName("cent points sous 0,0004 degré, et rien de commun au-delà de deux kilomètres")
    void distance_counts() {
        var one = compared("Lieu", "", Optional.of(HERE));
        assertThat(NearAddress.likeness(one, compared("Lieu", "", Optional.of(new Point(47.32039, 5.04)))))
                .contains(100);
        // 100 / (1000 × 0,001 + 1) = 50, et la moyenne avec un nom identique
        assertThat(NearAddress.likeness(one, compared("Lieu", "", Optional.of(new Point(47.321, 5.04)))))
                .contains(75);
        assertThat(NearAddress.likeness(one, compared("Lieu", "", Optional.of(new Point(47.35, 5.04)))))
                .isEmpty();
    }

    @Test
    @DisplayName("deux typologies qui n’ont rien de commun sont deux lieux")
    void typologies_must_agree() {
        var library = Compared.of("Lieu", "", Optional.empty(), Optional.empty(), List.of("BIB"));
        var fablab = Compared.of("Lieu", "", Optional.empty(), Optional.empty(), List.of("FABLAB"));
        var both = Compared.of("Lieu", "", Optional.empty(), Optional.empty(), List.of("FABLAB", "BIB"));
        assertThat(NearAddress.likeness(library, fablab)).isEmpty();
        assertThat(NearAddress.likeness(library, both)).contains(100);
    }

    private static Compared compared(String name, String street, Optional<Point> at) {
        return Compared.of(name, street, at, Optional.empty(), List.of());
    }
}

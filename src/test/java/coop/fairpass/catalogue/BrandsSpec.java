package coop.fairpass.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.catalogue.CatalogueFile.Reading;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-245 : une marque est reconnue dans un libellé, mot entier, sans égard aux majuscules ni aux accents")
class BrandsSpec {

    private static final Brands BRANDS = new Brands(List.of("Étoilia", "Grand Nuage", "K-7"));

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "Écrire avec Étoilia, Étoilia",
        "ÉCRIRE AVEC ETOILIA, Étoilia",
        "Étoilia, Étoilia",
        "Lire l’étoilia., Étoilia",
        "Ranger dans son grand-nuage, Grand Nuage",
        "Le grand\u00a0nuage, Grand Nuage",
        "Écouter une k 7, K-7",
        "Les étoilias du soir, ''",
        "Unétoilia, ''",
        "Un grand et beau nuage, ''",
        "Écrire un courriel, ''",
        "'', ''",
    })
    void whole_words(String label, String found) {
        assertThat(String.join(", ", BRANDS.in(label))).isEqualTo(found);
    }

    @Test
    @DisplayName("plusieurs marques d’un libellé sont toutes dites, dans l’ordre de la liste")
    void all_of_them() {
        assertThat(BRANDS.in("Du grand nuage à étoilia")).containsExactly("Étoilia", "Grand Nuage");
    }

    @Test
    @DisplayName("la liste de départ est courte, et ne signale aucun des 88 services proposés")
    void the_list_that_is_shipped() {
        var shipped = Brands.shipped();
        assertThat(shipped.names()).hasSizeBetween(5, 30).doesNotHaveDuplicates();
        var seed = (Reading.Read) CatalogueFile.read(CatalogueSeed.csv());
        assertThat(seed.accepted())
                .hasSize(88)
                .allSatisfy(service -> assertThat(shipped.in(service.label()))
                        .as(service.label())
                        .isEmpty());
        assertThat(shipped.in("Envoyer un whatsapp")).containsExactly("WhatsApp");
    }
}

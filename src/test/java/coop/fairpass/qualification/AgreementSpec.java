package coop.fairpass.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PlaceId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les jours où une convention lie une personne à un lieu")
class AgreementSpec {

    @DisplayName("à partir de la seconde signature et du premier jour, jusqu’à la veille du terme ou de la fin")
    @ParameterizedTest(name = "lieu {0}, personne {1}, du {2} au {3}, fin {4} : le {5}, {6}")
    @CsvSource({
        // both signatures and the first day
        "2026-10-01, 2026-10-03, 2026-10-02, , , 2026-10-02, false",
        "2026-10-01, 2026-10-03, 2026-10-02, , , 2026-10-03, true",
        "2026-10-03, 2026-10-01, 2026-10-02, , , 2026-10-02, false",
        "2026-10-01, 2026-10-01, 2026-10-05, , , 2026-10-04, false",
        "2026-10-01, 2026-10-01, 2026-10-05, , , 2026-10-05, true",
        "2026-10-01, , 2026-10-01, , , 2026-12-01, false",
        ", 2026-10-01, 2026-10-01, , , 2026-12-01, false",
        // the term, and an end before it
        "2026-10-01, 2026-10-01, 2026-10-01, 2026-11-01, , 2026-10-31, true",
        "2026-10-01, 2026-10-01, 2026-10-01, 2026-11-01, , 2026-11-01, false",
        "2026-10-01, 2026-10-01, 2026-10-01, 2026-11-01, 2026-10-15, 2026-10-14, true",
        "2026-10-01, 2026-10-01, 2026-10-01, 2026-11-01, 2026-10-15, 2026-10-15, false",
        "2026-10-01, 2026-10-01, 2026-10-01, , 2026-10-15, 2026-10-15, false"
    })
    void both_sides_of_each_day(
            @Nullable LocalDate place,
            @Nullable LocalDate mediator,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate endedOn,
            LocalDate day,
            boolean isActive) {
        var terms = new Agreement.Terms(
                UUID.randomUUID(),
                new PlaceId(UUID.randomUUID()),
                new OrganisationId(UUID.randomUUID()),
                Set.of(),
                from,
                Optional.ofNullable(until));
        var agreement = new Agreement(
                new AgreementId(UUID.randomUUID()),
                terms,
                Optional.ofNullable(place),
                Optional.ofNullable(mediator),
                Optional.ofNullable(endedOn));
        assertThat(agreement.isActiveOn(day)).isEqualTo(isActive);
    }
}

package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.places.ClaimPlace;
import coop.fairpass.places.ListedPlace;
import coop.fairpass.places.ListedPlaces;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The listed place from whose page a file was begun: it is remembered while the file is written, and claimed for its
 * organisation when the file is signed, for only then is there an organisation that can claim.
 */
@Component
public class PlaceAsked {

    private final JdbcClient jdbc;
    private final ListedPlaces listed;
    private final ClaimPlace claimPlace;

    PlaceAsked(JdbcClient jdbc, ListedPlaces listed, ClaimPlace claimPlace) {
        this.jdbc = jdbc;
        this.listed = listed;
        this.claimPlace = claimPlace;
    }

    /** A listed place that nobody answers for yet. */
    @Transactional(readOnly = true)
    public Optional<ListedPlace> find(Optional<UUID> place) {
        return place.flatMap(listed::find).filter(found -> found.place().isEmpty());
    }

    /** The one that a file remembers, whoever holds it by now. */
    @Transactional(readOnly = true)
    public Optional<ListedPlace> of(ApplicationId application) {
        return jdbc.sql(
                        "SELECT listed_place FROM qualification.application WHERE id = :id AND listed_place IS NOT NULL")
                .param("id", application.value())
                .query(UUID.class)
                .optional()
                .flatMap(listed::find);
    }

    /** Claims it for the organisation of a file that is being signed; what cannot be claimed is left to people. */
    @Transactional(propagation = Propagation.MANDATORY)
    void claim(Application application, OrganisationId organisation, Actor signer) {
        var place = of(application.id());
        if (place.isEmpty()) {
            return;
        }
        var by = new Actor(
                signer.reference(), signer.label(), Optional.of(organisation), Set.of(Role.LEGAL_REPRESENTATIVE));
        claimPlace.handle(new ClaimPlace.Command(
                UUID.nameUUIDFromBytes((application.id() + "/place").getBytes(StandardCharsets.UTF_8)),
                place.get().id(),
                "Dossier de qualification %d, commencé depuis la page de ce lieu.".formatted(application.number()),
                by));
    }
}

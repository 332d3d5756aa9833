package coop.fairpass.qualification;

import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.qualification.Candidates.SIRET;
import static coop.fairpass.qualification.Candidates.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.places.ClaimDecision;
import coop.fairpass.places.ClaimPlace;
import coop.fairpass.places.DecidePlaceClaim;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.places.PlaceClaimDesk;
import coop.fairpass.places.PlaceClaimDesk.SiretEvidence;
import coop.fairpass.places.PlaceClaimReason;
import coop.fairpass.places.PlaceClaims;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is 1 October 2026. */
@DisplayName("Un dossier commencé depuis la page d’un lieu recensé le retient, et le demande à la signature")
@ExtendWith(TestDatabase.class)
class PlaceAskedTest {

    private final World world;
    private final Candidates candidates;

    PlaceAskedTest(Db db, @TempDir Path home) {
        world = new World(db, home);
        candidates = new Candidates(world);
        var csv = """
                id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,date_maj,source,frais_a_charge
                1,%s,Atelier Exemple,Dijon,21000,21231,3 place Exemple,,,2026-01-01,liste,Gratuit
                2,00000000000000,Autre lieu,Dijon,21000,21231,90 rue du Nord,,,2026-01-01,liste,Gratuit
                """.formatted(SIRET);
        world.bean(ImportPlaceList.class)
                .handle(new ImportPlaceList.Command(
                        UUID.randomUUID(), "exemple", csv.getBytes(StandardCharsets.UTF_8), REVIEWER));
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private UUID listed(String id) {
        return world.owner()
                .sql("SELECT id FROM places.listed WHERE source_id = '%s'".formatted(id))
                .query(UUID.class)
                .single();
    }

    private Application begunFrom(UUID place) {
        var begin = world.bean(BeginApplication.class);
        var secret = begin.newSecret();
        var begun = done(begin.byStranger(secret, Optional.of(place)));
        assertThat(done(begin.byStranger(secret, Optional.of(place))).id()).isEqualTo(begun.id());
        return begun;
    }

    @Test
    @DisplayName(
            "le lieu est retenu, demandé à la signature avec le même SIRET pour preuve, et devient celui de la structure")
    void remembered_then_claimed() {
        var place = listed("1");
        var begun = begunFrom(place);
        var asked = world.bean(PlaceAsked.class);
        assertThat(asked.of(begun.id()))
                .hasValueSatisfying(one -> assertThat(one.name()).isEqualTo("Atelier Exemple"));
        assertThat(world.bean(PlaceClaims.class).countOpen()).isZero();
        var whole = Candidates.whole(world.bean(Questionnaires.class).get(begun.questionnaire()), SIRET, false);
        var complete = candidates.withDocuments(done(world.bean(SaveStep.class).handle(begun.id(), _ -> whole)));
        var signed = candidates.signed(candidates.asked(complete));
        var organisation = signed.organisation().orElseThrow();
        var claim = world.bean(PlaceClaims.class).of(organisation, 10).getFirst();
        assertThat(claim.words()).contains("Dossier de qualification " + signed.number());
        var side = world.bean(PlaceClaimDesk.class).open(10).getFirst().sides().getFirst();
        assertThat(side.evidence()).isEqualTo(SiretEvidence.SAME_SIRET);
        assertThat(side.accepts()).as("not qualified yet").isFalse();
        world.bean(DecidePlaceClaim.class)
                .handle(new DecidePlaceClaim.Command(
                        claim.id(),
                        ClaimDecision.ACCEPTED,
                        "Même SIRET.",
                        Optional.empty(),
                        Optional.empty(),
                        REVIEWER));
        assertThat(world.bean(Places.class).get(new PlaceId(place)).provider()).isEqualTo(organisation);

        var again = done(world.bean(BeginApplication.class)
                .byStranger(world.bean(BeginApplication.class).newSecret(), Optional.of(place)));
        assertThat(asked.of(again.id())).as("held by somebody: not remembered").isEmpty();
    }

    @Test
    @DisplayName(
            "une structure qualifiée ou dont le dossier court demande un lieu ; une autre commence d’abord son dossier")
    void who_may_claim() {
        var claimPlace = world.bean(ClaimPlace.class);
        var library = new Actor(
                "person/" + new UUID(9, 9), "Bibliothécaire", Optional.of(LIBRARY), Set.of(Role.PROVIDER_ADMIN));
        var command = new ClaimPlace.Command(UUID.randomUUID(), listed("2"), "À nous.", library);
        assertThat(claimPlace.handle(command))
                .isEqualTo(new ClaimPlace.Outcome.Refused(PlaceClaimReason.NOT_QUALIFIED));
        done(world.bean(BeginApplication.class)
                .forOwn(new ApplicationId(UUID.randomUUID()), library, Optional.of(listed("2"))));
        assertThat(claimPlace.handle(command)).isInstanceOf(ClaimPlace.Outcome.Claimed.class);
        assertThat(claimPlace.handle(new ClaimPlace.Command(UUID.randomUUID(), listed("2"), "À nous.", FIRST_ADMIN)))
                .as("qualified")
                .isInstanceOf(ClaimPlace.Outcome.Claimed.class);
    }
}

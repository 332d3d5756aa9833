package coop.fairpass.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Money;
import coop.fairpass.places.AddOffer;
import coop.fairpass.places.OfferId;
import coop.fairpass.places.OpenPlace;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.site.Visitor;
import coop.fairpass.territory.LoadTerritory;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Une instance nouvelle : la liste que Fairpass propose, et rien avant que le comité ne l’adopte")
@ExtendWith(TestDatabase.class)
class FirstCatalogueTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final OrganisationId PROVIDER = new OrganisationId(new UUID(7, 1));
    private static final PlaceId PLACE = new PlaceId(new UUID(7, 2));
    private static final Actor ADMIN = new Actor(
            "person/" + new UUID(7, 3), "Administratrice", Optional.of(PROVIDER), Set.of(Role.PROVIDER_ADMIN));
    private static final Actor COMMITTEE =
            new Actor("person/" + new UUID(7, 4), "Comité", Optional.empty(), Set.of(Role.COMMITTEE));
    private static final Decision DECISION = new Decision("Comité", TODAY, "CR-1");

    private static AddOffer.Outcome offer(TestApplication site) {
        return site.bean(AddOffer.class)
                .handle(new AddOffer.Command(
                        new OfferId(new UUID(7, 5)),
                        PLACE,
                        ServiceCode.of("FP-COM-001"),
                        Money.cents(10_00),
                        false,
                        Optional.empty(),
                        TODAY,
                        Optional.empty(),
                        Set.of(WorkStatus.EMPLOYEE),
                        ADMIN));
    }

    private static void openAPlace(TestApplication site) {
        var address =
                new Address("1 place Exemple", PostalCode.of("21000"), "Dijon", Optional.of(InseeCode.of("21231")));
        site.bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        PROVIDER,
                        "Association Exemple",
                        Optional.of(Siren.of("434933123")),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.ASSOCIATION,
                        VatRegime.EXEMPT,
                        address,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(site.bean(OpenPlace.class)
                        .handle(new OpenPlace.Command(
                                PLACE,
                                PROVIDER,
                                "Lieu Exemple",
                                address,
                                InseeCode.of("21231"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                TODAY,
                                ADMIN)))
                .isInstanceOf(OpenPlace.Outcome.Opened.class);
    }

    @Test
    @DisplayName(
            "R-244 : 88 services sont proposés et lisibles ; aucun ne sert tant que le comité ne les a pas adoptés")
    void proposed_then_adopted(Db db) {
        try (var site = TestApplication.start(db, MovableClock.at("2026-11-20T10:00"), Map.of());
                var visitor = new Visitor(site)) {
            site.bean(LoadTerritory.class).handle();
            openAPlace(site);
            var before = visitor.read("/referentiel");
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.text()).contains("Elle ne sert pas encore", "FP-COM-001");
            assertThat(before.html().split("data-label=\"Code\"", -1)).hasSize(88 + 1);
            assertThat(visitor.read("/api/v1/catalogue/services.csv").status()).isEqualTo(404);
            assertThat(offer(site)).isInstanceOf(AddOffer.Outcome.Refused.class);

            var publish = site.bean(PublishVersion.class);
            assertThat(publish.first(DECISION, ADMIN))
                    .isEqualTo(new PublishVersion.Outcome.Refused(ProposalReason.NOT_ALLOWED));
            assertThat(publish.first(DECISION, COMMITTEE)).isInstanceOf(PublishVersion.Outcome.Published.class);
            assertThat(publish.first(DECISION, COMMITTEE))
                    .as("twice is once")
                    .isInstanceOf(PublishVersion.Outcome.Published.class);

            assertThat(site.bean(Catalogue.class).versions()).singleElement().satisfies(one -> {
                assertThat(one.effectiveOn()).isEqualTo(TODAY);
                assertThat(site.bean(Catalogue.class).servicesOf(one.edition())).hasSize(88);
            });
            assertThat(visitor.read("/referentiel").text())
                    .contains("Version 1, en vigueur depuis le 20 novembre 2026");
            assertThat(visitor.read("/api/v1/catalogue/services.csv").status()).isEqualTo(200);
            assertThat(offer(site)).isInstanceOf(AddOffer.Outcome.Added.class);
        }
    }
}

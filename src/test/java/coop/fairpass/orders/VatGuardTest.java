package coop.fairpass.orders;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.places.PlaceId;
import coop.fairpass.qualification.EndKind;
import coop.fairpass.qualification.EndQualification;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two providers are accepted, one taxable and one exempt, each with a place. It is 1 October 2026. */
@DisplayName("La TVA des chèques est gardée à la commande et chaque jour sur le réseau")
@ExtendWith(TestDatabase.class)
class VatGuardTest {

    private static final Actor SECOND_LEGAL = new Actor(
            "person/" + World.id("second legal"),
            "Représentante du second",
            Optional.of(SECOND),
            Set.of(Role.LEGAL_REPRESENTATIVE));

    private final World world;
    private final Db db;
    private final Path home;

    VatGuardTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
        world = new World(db, home);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private static Restrictions onlyAt(PlaceId... places) {
        return within(Arrays.stream(places).map(place -> "P:" + place.value()).toList());
    }

    private static Restrictions within(List<String> perimeter) {
        return new Restrictions(perimeter, "Périmètre Exemple", List.of(), List.of(), "", false, 1, false);
    }

    private DescribeNeed.Outcome describe(OrderId order, Restrictions restrictions) {
        var need = new Need(
                40,
                10,
                world.today(),
                EndDates.of(World.VALID_UNTIL),
                Optional.empty(),
                restrictions,
                Need.InvoiceOn.ACCEPTANCE,
                List.of(4L),
                "Faites-vous aider.",
                "1 place Exemple, 21000 Dijon",
                Need.BuyerReferences.none());
        return world.bean(DescribeNeed.class).handle(new DescribeNeed.Command(order, TOWN, need, TOWN_BUYER));
    }

    @Test
    @DisplayName(
            "R-223, T22 : des règles qui ne laissent qu’un traitement sont refusées à la création et à chaque changement")
    void one_treatment_is_refused() {
        var order = new OrderId(UUID.randomUUID());
        assertThat(describe(order, onlyAt(FIRST_PLACE)))
                .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.SINGLE_VAT_TREATMENT));
        assertThat(describe(order, onlyAt(SECOND_PLACE)))
                .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.SINGLE_VAT_TREATMENT));
        done(DescribeNeed.Outcome.Described.class, describe(order, onlyAt(FIRST_PLACE, SECOND_PLACE)));
        assertThat(describe(order, onlyAt(FIRST_PLACE)))
                .as("a change of rules")
                .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.SINGLE_VAT_TREATMENT));
        done(
                DescribeNeed.Outcome.Described.class,
                describe(order, within(List.of("C:21231", "P:" + FIRST_PLACE.value()))));
    }

    private AcceptQuote.Outcome sign(OrderId order) {
        return world.bean(AcceptQuote.class)
                .handle(new AcceptQuote.Command(
                        order,
                        world.bean(Quotes.class).last(order).orElseThrow().version(),
                        true,
                        TOWN_BUYER));
    }

    private OrderId quoted() {
        var order = new OrderId(UUID.randomUUID());
        var need = new Need(
                40,
                10,
                world.today(),
                EndDates.of(World.VALID_UNTIL),
                Optional.empty(),
                Restrictions.none(),
                Need.InvoiceOn.ACCEPTANCE,
                List.of(4L),
                "Faites-vous aider.",
                "1 place Exemple, 21000 Dijon",
                new Need.BuyerReferences(
                        world.bean(Organisations.class).get(TOWN).siret(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        done(
                DescribeNeed.Outcome.Described.class,
                world.bean(DescribeNeed.class).handle(new DescribeNeed.Command(order, TOWN, need, TOWN_BUYER)));
        done(SendQuote.Outcome.Sent.class, world.bean(SendQuote.class).handle(new SendQuote.Command(order, SALES)));
        return order;
    }

    private void theExemptOneLeavesOn(LocalDate day) {
        done(
                EndQualification.Outcome.Ended.class,
                world.bean(EndQualification.class)
                        .handle(new EndQualification.Command(SECOND, day, EndKind.WITHDRAWN, "Départ", SECOND_LEGAL)));
    }

    private VatOpinions.Outcome record(String givenOn, String validUntil, Actor by) {
        return world.bean(VatOpinions.class)
                .handle(new VatOpinions.Recording(
                        World.id("opinion " + givenOn + validUntil),
                        "Cabinet Exemple",
                        LocalDate.parse(givenOn),
                        LocalDate.parse(validUntil),
                        "Le chèque reste à usages multiples.",
                        by));
    }

    private List<String> alarms(OrganisationId organisation) {
        return world.told(organisation).stream()
                .filter(told -> told.startsWith("Les prestataires acceptés n’ont plus qu’un régime"))
                .toList();
    }

    @Test
    @DisplayName(
            "R-223, T22 : le dernier exonéré parti, alerte le jour même ; plus rien ne se signe sans un avis enregistré")
    void the_last_exempt_one_leaves() {
        var order = quoted();
        theExemptOneLeavesOn(LocalDate.parse("2026-11-02"));
        world.day("2026-11-01");
        assertThat(alarms(COOPERATIVE)).isEmpty();
        assertThat(world.bean(VatOpinions.class).refusal(world.today())).isEmpty();

        world.day("2026-11-02");
        assertThat(alarms(COOPERATIVE)).singleElement().asString().contains("2 novembre 2026", "taxables (métropole)");
        world.day("2026-11-03");
        assertThat(alarms(COOPERATIVE)).as("told once").hasSize(1);
        assertThat(sign(order)).isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.VAT_OPINION_MISSING));

        assertThat(record("2026-11-03", "2027-11-03", SALES))
                .isEqualTo(new VatOpinions.Outcome.Refused(OrderReason.NOT_ALLOWED));
        for (var dates : List.of("2026-11-04 2027-01-01", "2026-11-03 2026-11-03", "2026-11-03 2027-11-04")) {
            assertThat(record(dates.substring(0, 10), dates.substring(11), TREASURER))
                    .as(dates)
                    .isEqualTo(new VatOpinions.Outcome.Refused(OrderReason.OPINION_DATES_INVALID));
        }
        var kept = done(VatOpinions.Outcome.Recorded.class, record("2026-11-02", "2026-11-04", TREASURER))
                .opinion();
        assertThat(record("2026-11-02", "2026-11-04", TREASURER)).isEqualTo(new VatOpinions.Outcome.Recorded(kept));
        assertThat(kept.network()).isEqualTo("taxables (métropole)");
        world.clock.set("2026-11-04T09:00");
        assertThat(sign(order)).as("the opinion is over").isInstanceOf(AcceptQuote.Outcome.Refused.class);
        world.clock.set("2026-11-03T09:00");
        done(AcceptQuote.Outcome.Signed.class, sign(order));
    }

    @Test
    @DisplayName(
            "T22 : la trésorière lit l’alerte à l’accueil, enregistre l’avis sur sa page ; un prestataire ne la voit pas")
    void the_page() {
        theExemptOneLeavesOn(LocalDate.parse("2026-11-02"));
        world.day("2026-11-02");
        try (var site = TestApplication.start(db, world.clock, Visitor.settings(home));
                var treasurer = Visitor.of(site, TREASURER);
                var provider = Visitor.of(site, FIRST_ADMIN);
                var seller = Visitor.of(site, SALES)) {
            assertThat(treasurer.get("/").read()).contains("Enregistrer un avis sur la TVA des chèques");
            assertThat(seller.get("/").read()).doesNotContain("Enregistrer un avis sur la TVA");
            assertThat(provider.get("/commandes/tva").status()).isEqualTo(403);
            var page = treasurer.get("/commandes/tva");
            assertThat(Accessibility.faults(page.text())).isEmpty();
            assertThat(page.read())
                    .contains("Aucune commande ne peut être signée", "taxables (métropole)", "2 novembre 2026");
            assertThat(seller.get("/commandes/tva").read()).doesNotContain("Enregistrer l’avis");

            var wrong = page.form("/commandes/tva")
                    .with("givenBy", "Cabinet Exemple")
                    .with("givenOn", "2026-11-03")
                    .with("validUntil", "2027-11-01")
                    .with("summary", "Bon à usages multiples.")
                    .send();
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(Accessibility.faults(wrong.text())).isEmpty();
            var done =
                    wrong.form("/commandes/tva").with("givenOn", "2026-11-02").send();
            assertThat(done.read()).contains("Avis enregistré", "Cabinet Exemple", "Un avis enregistré couvre ce jour");
            assertThat(treasurer.get("/").read()).doesNotContain("Enregistrer un avis sur la TVA des chèques");
        }
        assertThat(world.bean(VatOpinions.class).all()).hasSize(1);
    }

    @Test
    @DisplayName("T22 : aucun prestataire encore : les commandes attendent un avis")
    void nobody_yet() {
        var before = LocalDate.parse("2026-09-30");
        assertThat(world.bean(VatNetworks.class).all().isAlarming(before)).isTrue();
        assertThat(world.bean(VatOpinions.class).refusal(before)).contains(OrderReason.VAT_OPINION_MISSING);
        assertThat(VatOpinions.mayRecord(COMMITTEE)).isTrue();
    }
}

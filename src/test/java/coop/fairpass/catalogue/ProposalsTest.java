package coop.fairpass.catalogue;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.Answer.Result;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is 1 October 2026; version 1 is the 88 services that Fairpass proposes. */
@DisplayName("Le référentiel s’écrit ensemble : proposer, commenter, décider, publier")
@ExtendWith(TestDatabase.class)
class ProposalsTest {

    private static final ServiceCode TEN = ServiceCode.of(World.TEN_EUROS);
    private static final ServiceCode OTHER = ServiceCode.of(World.NOT_OFFERED);
    private static final ServiceCode NEW = ServiceCode.of("FP-COM-900");

    private final World world;

    ProposalsTest(Db db, @TempDir Path home) {
        world = new World(db, home);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private Proposals proposals() {
        return world.bean(Proposals.class);
    }

    private Service service(ServiceCode code) {
        return world.bean(Catalogue.class).find(code, world.today()).orElseThrow();
    }

    private static Service reworded(Service one, ServiceCode code, String label) {
        return new Service(
                code,
                one.category(),
                one.subcategory(),
                label,
                one.level(),
                one.minutes(),
                one.format(),
                one.maxPeople(),
                one.nationalService(),
                one.defaultPrice());
    }

    private Proposals.Outcome ask(
            ProposalKind kind, ServiceCode code, Optional<ServiceCode> into, Optional<Service> content, Actor by) {
        return proposals().handle(new Proposals.Ask(UUID.randomUUID(), kind, code, into, content, "Parce que.", by));
    }

    private static Proposal done(Proposals.Outcome outcome) {
        return switch (outcome) {
            case Proposals.Outcome.Done(var proposal) -> proposal;
            case Proposals.Outcome.Refused(var reason) -> throw new AssertionError("refused: " + reason);
        };
    }

    private static ProposalReason refused(Proposals.Outcome outcome) {
        return switch (outcome) {
            case Proposals.Outcome.Done(var proposal) -> throw new AssertionError("done: " + proposal);
            case Proposals.Outcome.Refused(var reason) -> reason;
        };
    }

    private Proposals.Outcome decide(Proposal proposal, boolean isAccepted, Optional<UUID> amendment, Actor by) {
        return proposals()
                .handle(new Proposals.Decide(proposal.id(), isAccepted, "Motif du comité.", amendment, "CR-2", by));
    }

    private PublishVersion.Outcome publish(String on, Actor by) {
        return world.bean(PublishVersion.class)
                .handle(new PublishVersion.Command(
                        LocalDate.parse(on), new Decision("Comité", world.today(), "CR-2"), by));
    }

    private static PublishVersion.Outcome.Published published(PublishVersion.Outcome outcome) {
        assertThat(outcome).isInstanceOf(PublishVersion.Outcome.Published.class);
        return (PublishVersion.Outcome.Published) outcome;
    }

    /** The consultation of what is proposed on 1 October ends on 31 October, included. */
    private void afterTheConsultation() {
        world.clock.set("2026-11-01T09:00");
    }

    // ── Talking ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-237, R-238 : chacun propose et objecte ; rien n’est décidé avant trente jours ni sans réponse à chaque objection")
    void consultation() {
        var proposal = done(ask(
                ProposalKind.CHANGE,
                TEN,
                Optional.empty(),
                Optional.of(reworded(service(TEN), TEN, "Écrire et lire ses courriels")),
                FIRST_STAFF));
        var objection = UUID.randomUUID();
        done(proposals()
                .handle(new Proposals.Say(
                        objection,
                        proposal.id(),
                        RemarkKind.OBJECTION,
                        "Trop long.",
                        Optional.empty(),
                        COMPANY_BUYER)));
        world.clock.set("2026-10-31T23:00");
        assertThat(refused(decide(proposal, true, Optional.empty(), COMMITTEE)))
                .isEqualTo(ProposalReason.CONSULTATION_RUNS);
        afterTheConsultation();
        assertThat(refused(decide(proposal, true, Optional.empty(), FIRST_STAFF)))
                .isEqualTo(ProposalReason.NOT_ALLOWED);
        assertThat(refused(decide(proposal, true, Optional.empty(), COMMITTEE)))
                .isEqualTo(ProposalReason.OBJECTION_UNANSWERED);
        assertThat(refused(proposals().answer(proposal.id(), objection, "Non.", FIRST_STAFF)))
                .isEqualTo(ProposalReason.NOT_ALLOWED);
        done(proposals().answer(proposal.id(), objection, "C’est plus clair.", COMMITTEE));
        var program = new Actor("key/1", "Programme", COMMITTEE.organisation(), COMMITTEE.roles());
        assertThat(refused(decide(proposal, true, Optional.empty(), program))).isEqualTo(ProposalReason.NOT_A_PERSON);
        var decided = done(decide(proposal, false, Optional.empty(), COMMITTEE));
        assertThat(decided.verdict().orElseThrow().reason()).isEqualTo("Motif du comité.");
        assertThat(refused(decide(proposal, true, Optional.empty(), COMMITTEE)))
                .isEqualTo(ProposalReason.ALREADY_DECIDED);
        assertThat(publish("2026-12-01", COMMITTEE))
                .isEqualTo(new PublishVersion.Outcome.Refused(ProposalReason.NOTHING_ACCEPTED));
        assertThat(decided.madeByName())
                .as("an organisation speaks in public, not a person")
                .isEqualTo("Premier prestataire");
    }

    @Test
    @DisplayName("R-235 : un code donné n’est jamais redonné, même retiré, et un nouveau ne se propose pas deux fois")
    void codes_are_for_ever() {
        assertThat(refused(ask(ProposalKind.ADD, TEN, Optional.empty(), Optional.of(service(TEN)), FIRST_STAFF)))
                .isEqualTo(ProposalReason.CODE_GIVEN);
        var gone = done(ask(ProposalKind.WITHDRAW, OTHER, Optional.empty(), Optional.empty(), FIRST_STAFF));
        var content = Optional.of(reworded(service(TEN), NEW, "Un service nouveau"));
        done(ask(ProposalKind.ADD, NEW, Optional.empty(), content, FIRST_STAFF));
        assertThat(refused(ask(ProposalKind.ADD, NEW, Optional.empty(), content, SECOND_STAFF)))
                .isEqualTo(ProposalReason.CODE_GIVEN);
        afterTheConsultation();
        done(decide(gone, true, Optional.empty(), COMMITTEE));
        published(publish("2026-12-01", COMMITTEE));
        world.clock.set("2026-12-02T09:00");
        assertThat(refused(ask(
                        ProposalKind.ADD,
                        OTHER,
                        Optional.empty(),
                        Optional.of(reworded(service(TEN), OTHER, "Autre chose")),
                        FIRST_STAFF)))
                .isEqualTo(ProposalReason.CODE_GIVEN);
    }

    // ── Publishing ───────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-236 : une version réunit ce qui est accepté, tel qu’amendé, à sa date ; la différence se lit service par service")
    void a_version() {
        var catalogue = world.bean(Catalogue.class);
        var before = service(TEN);
        var change = done(ask(
                ProposalKind.CHANGE,
                TEN,
                Optional.empty(),
                Optional.of(reworded(before, TEN, "Premières idées")),
                FIRST_STAFF));
        var amendment = UUID.randomUUID();
        done(proposals()
                .handle(new Proposals.Say(
                        amendment,
                        change.id(),
                        RemarkKind.AMENDMENT,
                        "Plus simple.",
                        Optional.of(reworded(before, TEN, "Libellé amendé")),
                        SECOND_STAFF)));
        var addition = done(ask(
                ProposalKind.ADD,
                NEW,
                Optional.empty(),
                Optional.of(reworded(before, NEW, "Un service nouveau")),
                SECOND_STAFF));
        var merge = done(ask(ProposalKind.MERGE, OTHER, Optional.of(TEN), Optional.empty(), FIRST_STAFF));
        afterTheConsultation();
        done(decide(change, true, Optional.of(amendment), COMMITTEE));
        done(decide(addition, true, Optional.empty(), COMMITTEE));
        done(decide(merge, true, Optional.empty(), COMMITTEE));
        assertThat(publish("2026-12-01", FIRST_STAFF))
                .isEqualTo(new PublishVersion.Outcome.Refused(ProposalReason.NOT_ALLOWED));
        var published = published(publish("2026-12-01", COMMITTEE));
        assertThat(published.version().number()).isEqualTo(2);
        assertThat(published(publish("2026-12-01", COMMITTEE)).version())
                .as("twice is once")
                .isEqualTo(published.version());
        assertThat(published.diff().added()).extracting(Service::code).containsExactly(NEW);
        assertThat(published.diff().removed()).extracting(Service::code).containsExactly(OTHER);
        assertThat(published.diff().changed()).singleElement().satisfies(one -> {
            assertThat(one.after().code()).isEqualTo(TEN);
            assertThat(one.changes())
                    .containsExactly(new CatalogueDiff.Change("label", before.label(), "Libellé amendé"));
        });
        assertThat(catalogue.find(TEN, LocalDate.parse("2026-11-30")).orElseThrow())
                .isEqualTo(before);
        assertThat(catalogue
                        .find(TEN, LocalDate.parse("2026-12-01"))
                        .orElseThrow()
                        .label())
                .isEqualTo("Libellé amendé");
        assertThat(catalogue.withdrawn()).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(OTHER);
            assertThat(one.replacedBy()).contains(TEN);
        });
        assertThat(proposals().heldBy(2)).hasSize(3);
    }

    @Test
    @DisplayName(
            "R-239, R-236 : retiré, un service sert encore 90 jours dans les offres ; la validation d’avant garde ses mots")
    void withdrawn_services_serve_ninety_days() {
        var gone = done(ask(ProposalKind.WITHDRAW, TEN, Optional.of(OTHER), Optional.empty(), SECOND_STAFF));
        var order = world.order(2);
        var booklet = world.handedOver(order, 1);
        assertThat(world.redeem(world.given(booklet, 1)).result()).isEqualTo(Result.REDEEMED);
        var words = service(TEN).label();
        afterTheConsultation();
        done(decide(gone, true, Optional.empty(), COMMITTEE));
        published(publish("2026-11-01", COMMITTEE));

        assertThat(known(TEN, "2026-10-31")).isEqualTo(1);
        assertThat(known(TEN, "2026-11-01")).isEqualTo(1);
        assertThat(known(TEN, "2027-01-29")).as("the ninetieth day").isEqualTo(1);
        assertThat(known(TEN, "2027-01-30")).isZero();
        world.clock.set("2026-11-02T10:00");
        assertThat(world.redeem(world.given(booklet, 2)).result()).isEqualTo(Result.REDEEMED);
        assertThat(world.bean(Catalogue.class).find(TEN, world.today()))
                .as("no new offer can be made of it")
                .isEmpty();
        assertThat(label(TEN, "2026-10-02")).as("the day of the first service").isEqualTo(words);
        assertThat(label(TEN, "2026-11-02")).isEqualTo(words);
    }

    private int known(ServiceCode code, String day) {
        return world.db
                .jdbc()
                .sql("""
                        SELECT count(*) FROM catalogue.service_period
                         WHERE code = :code AND valid_from <= :day
                           AND (valid_until IS NULL OR valid_until > :day)
                        """)
                .param("code", code.value())
                .param("day", LocalDate.parse(day))
                .query(Integer.class)
                .single();
    }

    private String label(ServiceCode code, String day) {
        return world.db
                .jdbc()
                .sql("""
                        SELECT label FROM catalogue.service_period
                         WHERE code = :code AND valid_from <= :day
                           AND (valid_until IS NULL OR valid_until > :day)
                        """)
                .param("code", code.value())
                .param("day", LocalDate.parse(day))
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("R-240 : le référentiel exporté en CSV se relit sans perte, les 88 services à l’identique")
    void csv_without_loss() {
        var catalogue = world.bean(Catalogue.class);
        var services =
                catalogue.servicesOf(catalogue.on(world.today()).orElseThrow().edition());
        assertThat(services).hasSize(88);
        var read = (CatalogueFile.Reading.Read) CatalogueFile.read(CatalogueCsv.write(services, new LocalPrefix("")));
        assertThat(read.refused()).isEmpty();
        assertThat(read.accepted()).containsExactlyElementsOf(services);
        var odd = List.of(new Service(
                NEW,
                "Catégorie",
                "À « part »",
                "Virgule, guillemet \" et point-virgule ;",
                1,
                30,
                ServiceFormat.BOTH,
                6,
                NationalCategory.WORK,
                Money.cents(12_34)));
        assertThat(((CatalogueFile.Reading.Read) CatalogueFile.read(CatalogueCsv.write(odd, new LocalPrefix(""))))
                        .accepted())
                .isEqualTo(odd);
    }

    @Test
    @DisplayName("R-238 : deux acceptées sur un service : l’une s’écarte avec ses raisons, et la version paraît")
    void two_on_one_service() {
        var change = done(ask(
                ProposalKind.CHANGE,
                TEN,
                Optional.empty(),
                Optional.of(reworded(service(TEN), TEN, "Un autre libellé")),
                FIRST_STAFF));
        var withdrawal = done(ask(ProposalKind.WITHDRAW, TEN, Optional.empty(), Optional.empty(), SECOND_STAFF));
        afterTheConsultation();
        done(decide(change, true, Optional.empty(), COMMITTEE));
        done(decide(withdrawal, true, Optional.empty(), COMMITTEE));
        assertThat(publish("2026-12-01", COMMITTEE))
                .isEqualTo(new PublishVersion.Outcome.Refused(ProposalReason.CONFLICT));
        assertThat(refused(decide(withdrawal, false, Optional.empty(), FIRST_STAFF)))
                .isEqualTo(ProposalReason.NOT_ALLOWED);

        var aside = new Proposals.Decide(
                withdrawal.id(), false, "Il est encore demandé.", Optional.empty(), "CR-3", COMMITTEE);
        var set = done(proposals().handle(aside));
        assertThat(done(proposals().handle(aside))).as("twice is once").isEqualTo(set);
        assertThat(set.verdict().orElseThrow().isAccepted()).isFalse();
        assertThat(set.remarks())
                .singleElement()
                .satisfies(first -> assertThat(first.words()).isEqualTo("D’abord acceptée, CR-2 : Motif du comité."));
        assertThat(refused(decide(withdrawal, true, Optional.empty(), COMMITTEE)))
                .as("what is set aside is proposed anew, and talked over again")
                .isEqualTo(ProposalReason.ALREADY_DECIDED);

        assertThat(published(publish("2026-12-01", COMMITTEE)).diff().rewordings())
                .containsExactly(TEN);
        assertThat(refused(decide(change, false, Optional.empty(), COMMITTEE)))
                .as("what a version holds stays accepted")
                .isEqualTo(ProposalReason.ALREADY_DECIDED);
    }

    // ── Paths ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("un parcours est un nom, des dates, et des services ou des niveaux dans l’ordre, jamais les deux")
    void paths() {
        var paths = world.bean(ServicePaths.class);
        var id = UUID.randomUUID();
        var services = new ServicePaths.Command(
                id, "Premiers pas", world.today(), Optional.empty(), List.of(TEN, OTHER), List.of(), COMMITTEE);
        assertThat(paths.handle(services)).isInstanceOf(ServicePaths.Outcome.Made.class);
        assertThat(paths.handle(services)).as("twice is once").isInstanceOf(ServicePaths.Outcome.Made.class);
        assertThat(paths.servicesOf(paths.find(id).orElseThrow(), world.today()))
                .extracting(Service::code)
                .containsExactly(TEN, OTHER);
        var levels = new ServicePaths.Command(
                UUID.randomUUID(),
                "Niveaux",
                world.today(),
                Optional.of(world.today().plusDays(10)),
                List.of(),
                List.of(1, 2),
                COMMITTEE);
        assertThat(paths.handle(levels)).isInstanceOf(ServicePaths.Outcome.Made.class);
        assertThat(paths.servicesOf(paths.find(levels.id()).orElseThrow(), world.today()))
                .extracting(Service::level)
                .startsWith(1)
                .endsWith(2)
                .doesNotContain(3);
        assertThat(paths.on(world.today().plusDays(9))).hasSize(2);
        assertThat(paths.on(world.today().plusDays(10))).hasSize(1);
        assertThat(refusal(List.of(TEN), List.of(1), COMMITTEE)).isEqualTo(ServicePaths.PathReason.SERVICES_OR_LEVELS);
        assertThat(refusal(List.of(), List.of(), COMMITTEE)).isEqualTo(ServicePaths.PathReason.SERVICES_OR_LEVELS);
        assertThat(refusal(List.of(NEW), List.of(), COMMITTEE)).isEqualTo(ServicePaths.PathReason.UNKNOWN_SERVICE);
        assertThat(refusal(List.of(TEN), List.of(), FIRST_STAFF)).isEqualTo(ServicePaths.PathReason.NOT_ALLOWED);
    }

    private ServicePaths.PathReason refusal(List<ServiceCode> services, List<Integer> levels, Actor by) {
        var outcome = world.bean(ServicePaths.class)
                .handle(new ServicePaths.Command(
                        UUID.randomUUID(), "Parcours", world.today(), Optional.empty(), services, levels, by));
        return switch (outcome) {
            case ServicePaths.Outcome.Made(var path) -> throw new AssertionError("made: " + path);
            case ServicePaths.Outcome.Refused(var reason) -> reason;
        };
    }
}

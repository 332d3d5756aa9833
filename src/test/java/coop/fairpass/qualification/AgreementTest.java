package coop.fairpass.qualification;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.PlaceId;
import coop.fairpass.qualification.Agreement.Side;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.CheckVoucher;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.redemption.RedeemVouchers;
import coop.fairpass.redemption.RequestReason;
import coop.fairpass.redemption.ServiceGiven;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is 1 October 2026. A mediator has a business of her own and works with the first provider's place. */
@DisplayName("La convention entre une personne qui donne le service et un lieu")
@ExtendWith(TestDatabase.class)
class AgreementTest {

    private static final OrganisationId BUSINESS = new OrganisationId(new UUID(8, 1));
    private static final UUID PERSON = new UUID(8, 2);
    private static final Actor MEDIATOR =
            new Actor("person/" + PERSON, "Médiatrice", Optional.of(BUSINESS), Set.of(Role.MEDIATOR));
    private static final Actor OTHER_MEDIATOR =
            new Actor("person/" + new UUID(8, 3), "Autre personne", Optional.of(BUSINESS), Set.of(Role.MEDIATOR));
    private static final UUID ID = new UUID(8, 9);

    private final World world;

    AgreementTest(Db db, @TempDir Path home) {
        world = new World(db, home);
    }

    @BeforeEach
    void the_mediator_is_known() {
        world.register(BUSINESS, "Entreprise individuelle Exemple", LegalNature.PRIVATE, 31);
        var people = world.bean(People.class);
        people.enter(PERSON, "Médiatrice", Optional.empty());
        people.grant(PERSON, BUSINESS, Role.MEDIATOR, FIRST_ADMIN);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private static Agreement.Terms terms() {
        return terms(PERSON, FIRST_PLACE, FIRST, Optional.empty());
    }

    private static Agreement.Terms terms(
            UUID mediator, PlaceId place, OrganisationId paid, Optional<LocalDate> validUntil) {
        return new Agreement.Terms(
                mediator,
                place,
                paid,
                Set.of(ServiceCode.of(World.TEN_EUROS)),
                LocalDate.parse("2026-10-01"),
                validUntil);
    }

    private Optional<AgreementReason> sign(UUID id, Agreement.Terms terms, Side side, Actor by) {
        var outcome =
                world.bean(SignAgreement.class).handle(new SignAgreement.Command(new AgreementId(id), terms, side, by));
        return switch (outcome) {
            case SignAgreement.Outcome.Signed _ -> Optional.empty();
            case SignAgreement.Outcome.Refused(var reason) -> Optional.of(reason);
        };
    }

    private Optional<AgreementReason> end(UUID id, String endedOn, String reason, Actor by) {
        var outcome = world.bean(EndAgreement.class)
                .handle(new EndAgreement.Command(new AgreementId(id), LocalDate.parse(endedOn), reason, by));
        return switch (outcome) {
            case EndAgreement.Outcome.Ended _ -> Optional.empty();
            case EndAgreement.Outcome.Refused(var refusal) -> Optional.of(refusal);
        };
    }

    private void bothSign() {
        assertThat(sign(ID, terms(), Side.PLACE, FIRST_ADMIN)).isEmpty();
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).isEmpty();
    }

    private Agreement known() {
        return world.bean(Agreements.class).find(new AgreementId(ID)).orElseThrow();
    }

    @Test
    @DisplayName(
            "R-164 : elle lie le jour de la seconde signature ; elle nomme les services, les dates et qui est payé")
    void binds_once_both_signed() {
        assertThat(sign(ID, terms(), Side.PLACE, FIRST_ADMIN)).isEmpty();
        world.day("2026-10-03");
        assertThat(known().isActiveOn(world.today())).isFalse();
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).isEmpty();
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR))
                .as("twice is once")
                .isEmpty();
        assertThat(known().isActiveOn(LocalDate.parse("2026-10-02"))).isFalse();
        assertThat(known().isActiveOn(LocalDate.parse("2026-10-03"))).isTrue();
        assertThat(known().terms()).isEqualTo(terms());
        assertThat(world.bean(Agreements.class).ofMediator(PERSON)).containsExactly(known());
        assertThat(world.bean(Agreements.class).of(FIRST_PLACE)).containsExactly(known());
    }

    @Test
    @DisplayName("la personne peut proposer la première, et le lieu signer ensuite")
    void the_mediator_proposes() {
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).isEmpty();
        assertThat(known().signedByPlaceOn()).isEmpty();
        assertThat(sign(ID, terms(), Side.PLACE, FIRST_ADMIN)).isEmpty();
        assertThat(known().isActiveOn(world.today())).isTrue();
    }

    @Test
    @DisplayName("chaque refus de signer, dans l’ordre ; nul ne signe pour l’autre côté")
    void refused_to_sign() {
        var nowhere = terms(PERSON, new PlaceId(new UUID(8, 77)), FIRST, Optional.empty());
        assertThat(sign(ID, nowhere, Side.PLACE, FIRST_ADMIN)).contains(AgreementReason.UNKNOWN_PLACE);
        var nobody = terms(new UUID(8, 78), FIRST_PLACE, FIRST, Optional.empty());
        assertThat(sign(ID, nobody, Side.PLACE, FIRST_ADMIN)).contains(AgreementReason.UNKNOWN_MEDIATOR);
        for (var other : List.of(FIRST_STAFF, SECOND_STAFF, MEDIATOR, CONTROLLER, TOWN_BUYER)) {
            assertThat(sign(ID, terms(), Side.PLACE, other)).contains(AgreementReason.NOT_ALLOWED);
        }
        for (var other : List.of(FIRST_ADMIN, OTHER_MEDIATOR, CONTROLLER)) {
            assertThat(sign(ID, terms(), Side.MEDIATOR, other)).contains(AgreementReason.NOT_ALLOWED);
        }
        var paysAnother = terms(PERSON, FIRST_PLACE, SECOND, Optional.empty());
        assertThat(sign(ID, paysAnother, Side.PLACE, FIRST_ADMIN)).contains(AgreementReason.PAYEE_NOT_THEIRS);
        var noDay = terms(PERSON, FIRST_PLACE, BUSINESS, Optional.of(LocalDate.parse("2026-10-01")));
        assertThat(sign(ID, noDay, Side.PLACE, FIRST_ADMIN)).contains(AgreementReason.TERM_BEFORE_BEGINNING);
        var oneDay = terms(PERSON, FIRST_PLACE, BUSINESS, Optional.of(LocalDate.parse("2026-10-02")));
        assertThat(sign(ID, oneDay, Side.PLACE, FIRST_ADMIN)).isEmpty();

        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).contains(AgreementReason.TERMS_DIFFER);
        assertThat(known().signedByMediatorOn()).isEmpty();
        assertThat(sign(new UUID(8, 10), terms(), Side.MEDIATOR, MEDIATOR)).contains(AgreementReason.ALREADY_AGREED);
        world.day("2026-10-02");
        assertThat(end(ID, "2026-10-02", "Renoncement", FIRST_ADMIN)).isEmpty();
        assertThat(sign(ID, oneDay, Side.MEDIATOR, MEDIATOR)).contains(AgreementReason.ALREADY_ENDED);
    }

    @Test
    @DisplayName("chaque refus de mettre fin, dans l’ordre")
    void refused_to_end() {
        bothSign();
        assertThat(end(new UUID(8, 10), "2026-10-01", "Fin", CONTROLLER)).contains(AgreementReason.UNKNOWN_AGREEMENT);
        assertThat(end(ID, "2026-10-01", "Fin", SECOND_STAFF)).contains(AgreementReason.UNKNOWN_AGREEMENT);
        assertThat(end(ID, "2026-10-01", "Fin", OTHER_MEDIATOR)).contains(AgreementReason.UNKNOWN_AGREEMENT);
        assertThat(end(ID, "2026-10-01", "Fin", FIRST_STAFF)).contains(AgreementReason.NOT_ALLOWED);
        assertThat(end(ID, "2026-10-01", " ", MEDIATOR)).contains(AgreementReason.REASON_MISSING);
        assertThat(end(ID, "2026-09-30", "Fin", MEDIATOR)).contains(AgreementReason.IN_THE_PAST);
        assertThat(end(ID, "2026-10-01", "Fin", MEDIATOR))
                .as("what was done this morning was done under it")
                .contains(AgreementReason.IN_THE_PAST);
        assertThat(end(ID, "2026-10-20", "Fin", MEDIATOR)).isEmpty();
        assertThat(end(ID, "2026-10-20", "Fin", MEDIATOR)).as("twice is once").isEmpty();
        assertThat(end(ID, "2026-10-21", "Fin", FIRST_ADMIN)).contains(AgreementReason.ALREADY_ENDED);
        assertThat(end(ID, "2026-10-10", "Plus tôt", CONTROLLER)).isEmpty();
        assertThat(known().endedOn()).contains(LocalDate.parse("2026-10-10"));
    }

    @Test
    @DisplayName("R-163 : une personne ne valide que pendant une convention active avec un lieu qualifié")
    void redeems_only_while_bound() {
        var order = world.order(4);
        var booklet = world.handedOver(order, 1);
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 1)).reason())
                .as("nothing signed")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);
        assertThat(sign(ID, terms(), Side.PLACE, FIRST_ADMIN)).isEmpty();
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 1)).reason())
                .as("one signature")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).isEmpty();
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 1)).reason())
                .isEmpty();
        assertThat(redeem(SECOND_STAFF, SECOND_PLACE, world.code(booklet, 2)).reason())
                .as("bound to another place")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);

        assertThat(end(ID, "2026-10-05", "Fin", MEDIATOR)).isEmpty();
        world.day("2026-10-04");
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 2)).reason())
                .isEmpty();
        world.day("2026-10-05");
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 3)).reason())
                .as("the day it ends")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);

        var again = new Agreement.Terms(PERSON, FIRST_PLACE, FIRST, Set.of(), world.today(), Optional.empty());
        assertThat(sign(new UUID(8, 11), again, Side.PLACE, FIRST_ADMIN)).isEmpty();
        assertThat(sign(new UUID(8, 11), again, Side.MEDIATOR, MEDIATOR)).isEmpty();
        done(
                SuspendProvider.Outcome.Suspended.class,
                world.bean(SuspendProvider.class)
                        .handle(new SuspendProvider.Command(
                                new SuspensionId(new UUID(8, 12)),
                                FIRST,
                                world.today(),
                                "Plaintes",
                                Optional.empty(),
                                CONTROLLER)));
        assertThat(redeem(FIRST_STAFF, FIRST_PLACE, world.code(booklet, 3)).reason())
                .as("the place is not qualified that day")
                .contains(RedeemReason.PROVIDER_NOT_QUALIFIED);
    }

    @Test
    @DisplayName("R-163 : sans le dire non plus : qui n’est que médiatrice valide en son nom, sous sa convention")
    void own_work_is_in_ones_own_name() {
        var order = world.order(4);
        var booklet = world.handedOver(order, 1);
        // She signs in at the place as a mediator, and not as one of its staff.
        var herself = new Actor("person/" + PERSON, "Médiatrice", Optional.of(FIRST), Set.of(Role.MEDIATOR));
        assertThat(own(herself, world.code(booklet, 1)).reason())
                .as("nothing signed")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);
        assertThat(world.bean(CheckVoucher.class)
                        .test(FIRST_PLACE.value(), unnamed(world.code(booklet, 1)), herself)
                        .orElseThrow()
                        .reason())
                .as("the try says what redeeming would")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);

        assertThat(sign(ID, terms(), Side.PLACE, FIRST_ADMIN)).isEmpty();
        assertThat(sign(ID, terms(), Side.MEDIATOR, MEDIATOR)).isEmpty();
        assertThat(own(herself, world.code(booklet, 1)).reason()).isEmpty();
        assertThat(world.owner()
                        .sql("SELECT count(*) FROM redemption.redemption WHERE mediator = :person")
                        .param("person", PERSON)
                        .query(Long.class)
                        .single())
                .as("her month counts it")
                .isOne();
        assertThat(world.bean(RedeemVouchers.class)
                        .handle(new RedeemVouchers.Command(
                                new UUID(8, 20),
                                FIRST_PLACE.value(),
                                List.of(new ServiceGiven(
                                        World.TEN_EUROS,
                                        world.today(),
                                        Optional.of(new UUID(8, 3)),
                                        List.of(world.code(booklet, 2)))),
                                herself)))
                .as("in another's name")
                .isEqualTo(new RedeemVouchers.Outcome.Refused(RequestReason.NOT_ALLOWED));

        assertThat(end(ID, "2026-10-05", "Fin", MEDIATOR)).isEmpty();
        world.day("2026-10-05");
        assertThat(own(herself, world.code(booklet, 2)).reason())
                .as("the day it ends")
                .contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);
    }

    private ServiceAnswer own(Actor by, String code) {
        return world.redeem(by, FIRST_PLACE, unnamed(code));
    }

    private ServiceGiven unnamed(String code) {
        return new ServiceGiven(World.TEN_EUROS, world.today(), Optional.empty(), List.of(code));
    }

    private ServiceAnswer redeem(Actor by, PlaceId place, String code) {
        return world.redeem(
                by, place, new ServiceGiven(World.TEN_EUROS, world.today(), Optional.of(PERSON), List.of(code)));
    }

    @Test
    @DisplayName(
            "l’autre organisation d’une personne n’est pas la sienne : la médiathèque n’est payée par aucune convention")
    void paid_is_one_of_the_two() {
        var library = terms(PERSON, FIRST_PLACE, LIBRARY, Optional.empty());
        assertThat(sign(ID, library, Side.MEDIATOR, MEDIATOR)).contains(AgreementReason.PAYEE_NOT_THEIRS);
        var business = terms(PERSON, FIRST_PLACE, BUSINESS, Optional.empty());
        assertThat(sign(ID, business, Side.MEDIATOR, MEDIATOR)).isEmpty();
    }
}

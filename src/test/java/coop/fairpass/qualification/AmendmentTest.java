package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.CorrectOrganisation;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.privacy.Kept;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first provider is qualified; each test leaves nothing that waits. It is 1 October 2026. */
@DisplayName(
        "R-122 : une fois qualifié, un changement est un avenant, avec sa différence et une autre personne qui décide")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmendmentTest {

    private static final String OWN = "/qualification/avenants";

    private static final Actor BOTH = new Actor(
            REVIEWER.reference(),
            REVIEWER.label(),
            Optional.of(FIRST),
            Set.of(Role.PROVIDER_ADMIN, Role.COOP_REVIEWER));

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, COMMITTEE, FIRST_ADMIN, FIRST_STAFF, SECOND_STAFF);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private <T> T bean(Class<T> type) {
        return site.world.bean(type);
    }

    private Organisation first() {
        return bean(Organisations.class).get(FIRST);
    }

    private String told(OrganisationId organisation) {
        return bean(Notices.class).lastOf(organisation, 20).stream()
                .map(Notice::text)
                .collect(Collectors.joining("\n"));
    }

    private AskAmendment.Command name(String name, Actor by) {
        return command(AmendmentSubject.NAME, Map.of(AmendedField.LEGAL_NAME, name), by);
    }

    private static AskAmendment.Command command(AmendmentSubject subject, Map<AmendedField, String> wanted, Actor by) {
        return new AskAmendment.Command(
                UUID.randomUUID(), FIRST, subject, Optional.empty(), wanted, "Décidé en assemblée.", by);
    }

    private Amendment asked(AskAmendment.Command command) {
        return done(bean(AskAmendment.class).handle(command));
    }

    private AmendmentReason refused(AskAmendment.Command command) {
        return refused(bean(AskAmendment.class).handle(command));
    }

    private AskAmendment.Outcome decide(Amendment amendment, boolean isAccepted, String reason, Actor by) {
        return bean(DecideAmendment.class).handle(new DecideAmendment.Command(amendment.id(), isAccepted, reason, by));
    }

    private static Amendment done(AskAmendment.Outcome outcome) {
        return switch (outcome) {
            case AskAmendment.Outcome.Done(var amendment) -> amendment;
            case AskAmendment.Outcome.Refused(var reason) -> throw new AssertionError("refused: " + reason);
        };
    }

    private static AmendmentReason refused(AskAmendment.Outcome outcome) {
        return switch (outcome) {
            case AskAmendment.Outcome.Done(var amendment) -> throw new AssertionError("done: " + amendment);
            case AskAmendment.Outcome.Refused(var reason) -> reason;
        };
    }

    private boolean waitsFor(Actor by) {
        return !bean(Amendments.class).waitingFor(by).isEmpty();
    }

    @Test
    @DisplayName(
            "un nom : demandé sur sa page, lu avant et après, décidé par l’instruction, dit au prestataire et au journal")
    void a_name_from_first_to_last() {
        var before = first().legalName();
        try (var provider = site.as(FIRST_ADMIN);
                var reviewer = site.as(REVIEWER);
                var staff = site.as(FIRST_STAFF)) {
            assertThat(staff.read(OWN).status()).isEqualTo(403);
            assertThat(provider.read("/qualification").html()).contains("href=\"" + OWN + "\"");
            var page = provider.read(OWN);
            var form = new HashMap<>(Map.of("id", UUID.randomUUID().toString(), "subject", "NAME"));
            form.putAll(Map.of("legalName", "Maison Exemple", "why-NAME", ""));
            var silent = provider.send(page, OWN, form);
            assertThat(silent.html()).as("what was typed").contains("value=\"Maison Exemple\"");
            form.put("why-NAME", "Assemblée du 12 septembre.");
            var sent = provider.send(silent, OWN, form);
            assertThat(sent.text())
                    .contains("Rien ne change avant", "Avenant", "En attente", before, "Maison Exemple")
                    .doesNotContain("Changer de nom");
            assertThat(first().legalName()).isEqualTo(before);
            assertThat(told(COOPERATIVE)).contains(before);

            var waiting = bean(Amendments.class).waitingFor(REVIEWER).getFirst();
            assertThat(reviewer.read("/").text()).contains("Décider de l’avenant " + waiting.number());
            var path = "/avenants/" + waiting.id();
            var read = reviewer.read(path);
            assertThat(read.html())
                    .contains("<caption>", "<del>" + before + "</del>", "<ins>Maison Exemple</ins>")
                    .contains("Assemblée du 12 septembre.");
            var unsaid = reviewer.send(read, path, Map.of("state", "ACCEPTED", "reason", ""));
            assertThat(unsaid.text()).contains("En attente");
            assertThat(reviewer.send(unsaid, path, Map.of("state", "ACCEPTED", "reason", "Vu le récépissé."))
                            .text())
                    .contains("La décision est enregistrée", "Accepté");
            assertThat(first().legalName()).isEqualTo("Maison Exemple");
            assertThat(bean(CorrectOrganisation.class).of(FIRST).getFirst().wasCalled())
                    .isEqualTo(before);
            assertThat(provider.read(OWN).text()).contains("Accepté", "Vu le récépissé.", "Changer de nom");
            assertThat(reviewer.read("/avenants").text()).contains("Maison Exemple", "Accepté");
        }
        assertThat(told(FIRST)).contains("prend effet aujourd’hui", "Vu le récépissé.");
        assertThat(site.world
                        .owner()
                        .sql("SELECT what || ' ' || detail FROM qualification.amendment_act ORDER BY at")
                        .query(String.class)
                        .list())
                .contains(
                        "AMENDMENT_ASKED qualification:AmendmentSubject.NAME",
                        "AMENDMENT_DECIDED qualification:AmendmentState.ACCEPTED");
    }

    @Test
    @DisplayName("refusé avec un motif, retiré tant qu’il attend, un seul à la fois pour un même objet")
    void refused_withdrawn_and_alone() {
        var before = first().legalName();
        var command = name("Premier nom", FIRST_ADMIN);
        var one = asked(command);
        assertThat(asked(command)).as("sent twice").isEqualTo(one);
        assertThat(refused(name("Second nom", FIRST_ADMIN))).isEqualTo(AmendmentReason.ALREADY_ASKED);
        assertThat(refused(decide(one, false, " ", REVIEWER))).isEqualTo(AmendmentReason.REASON_MISSING);
        var no = done(decide(one, false, "Le récépissé dit autre chose.", REVIEWER));
        assertThat(no.state()).isEqualTo(AmendmentState.REFUSED);
        assertThat(told(FIRST)).contains("rien ne change", "Le récépissé dit autre chose.");
        assertThat(refused(decide(one, true, "Finalement.", REVIEWER))).isEqualTo(AmendmentReason.ALREADY_DECIDED);

        var two = asked(name("Second nom", FIRST_ADMIN));
        assertThat(refused(bean(AskAmendment.class).withdraw(two.id(), SECOND_STAFF)))
                .isEqualTo(AmendmentReason.UNKNOWN_AMENDMENT);
        try (var provider = site.as(FIRST_ADMIN)) {
            assertThat(provider.send(provider.read(OWN), OWN + "/" + two.id() + "/retrait", Map.of())
                            .text())
                    .contains("Votre avenant est retiré.");
        }
        assertThat(refused(decide(two, true, "Trop tard.", REVIEWER))).isEqualTo(AmendmentReason.ALREADY_DECIDED);
        assertThat(waitsFor(REVIEWER)).isFalse();
        assertThat(first().legalName()).isEqualTo(before);
    }

    @Test
    @DisplayName("ni qui l’a demandé, ni qui travaille là, ni un programme, ni un autre rôle n’en décide")
    void other_people_decide() {
        assertThat(refused(name("Nom", FIRST_STAFF))).isEqualTo(AmendmentReason.NOT_ALLOWED);
        assertThat(refused(name("Nom", SECOND_STAFF))).isEqualTo(AmendmentReason.NOT_ALLOWED);
        assertThat(refused(name(first().legalName(), FIRST_ADMIN))).isEqualTo(AmendmentReason.NOTHING_CHANGES);
        assertThat(refused(name(" ", FIRST_ADMIN))).isEqualTo(AmendmentReason.UNREADABLE);
        var one = asked(name("Nom", BOTH));
        assertThat(refused(decide(one, true, "Oui.", REVIEWER))).isEqualTo(AmendmentReason.OWN_AMENDMENT);
        assertThat(waitsFor(REVIEWER)).isFalse();
        assertThat(refused(decide(one, true, "Oui.", COMMITTEE))).isEqualTo(AmendmentReason.NOT_ALLOWED);
        var program = new Actor("key/1", "Programme", Optional.of(COOPERATIVE), Set.of(Role.COOP_REVIEWER));
        assertThat(refused(decide(one, true, "Oui.", program))).isEqualTo(AmendmentReason.NOT_A_PERSON);
        done(bean(AskAmendment.class).withdraw(one.id(), FIRST_ADMIN));
    }

    @Test
    @DisplayName("un représentant : invité à son adresse, il représente seul dès l’acceptation, et pas avant")
    void a_representative() {
        var people = bean(People.class);
        var one = asked(command(
                AmendmentSubject.REPRESENTATIVE,
                Map.of(
                        AmendedField.PERSON_NAME, "Nouvelle Présidente",
                        AmendedField.OFFICE, "Présidente",
                        AmendedField.EMAIL, "nouvelle@exemple.fr"),
                FIRST_ADMIN));
        assertThat(one.changes())
                .extracting(Amendment.Change::field)
                .contains(AmendedField.PERSON_NAME, AmendedField.OFFICE, AmendedField.EMAIL);
        assertThat(representatives()).containsExactly(FIRST_ADMIN.label());
        done(decide(one, true, "Vu le procès-verbal.", REVIEWER));
        assertThat(representatives()).containsExactly("Nouvelle Présidente");
        assertThat(people.seatsIn(FIRST).stream()
                        .filter(seat -> seat.roles().contains(Role.PROVIDER_ADMIN))
                        .map(People.Seat::name))
                .as("who administers goes on")
                .contains(FIRST_ADMIN.label());
        assertThat(bean(Amendments.class).today(FIRST, AmendmentSubject.REPRESENTATIVE, Optional.empty()))
                .containsEntry(AmendedField.OFFICE, "Présidente");

        var renamed = asked(command(
                AmendmentSubject.REPRESENTATIVE,
                Map.of(
                        AmendedField.PERSON_NAME, "Nouvelle Présidente Mariée",
                        AmendedField.OFFICE, "Présidente",
                        AmendedField.EMAIL, "nouvelle@exemple.fr"),
                FIRST_ADMIN));
        done(decide(renamed, true, "Vu.", REVIEWER));
        assertThat(representatives())
                .as("the same address is the same person")
                .containsExactly("Nouvelle Présidente Mariée");
    }

    private List<String> representatives() {
        return bean(People.class).seatsIn(FIRST).stream()
                .filter(seat -> seat.roles().contains(Role.LEGAL_REPRESENTATIVE))
                .map(People.Seat::name)
                .toList();
    }

    private Map<AmendedField, String> headOffice(String siret) {
        return Map.of(
                AmendedField.SIRET, siret,
                AmendedField.STREET, "9 rue Exemple",
                AmendedField.POSTAL_CODE, "21000",
                AmendedField.TOWN, "Dijon");
    }

    @Test
    @DisplayName("un siège : un SIRET du même SIREN et son adresse ; un autre SIREN mène à un autre dossier")
    void a_head_office() {
        var old = first().siret().orElseThrow().digits();
        var another = IntStream.range(1, 99_999)
                .mapToObj(rank -> "%s%05d".formatted(old.substring(0, 9), rank))
                .filter(one -> Siret.check(one).valid().isPresent() && !one.equals(old))
                .findFirst()
                .orElseThrow();
        var foreign =
                bean(Organisations.class).get(SECOND).siret().orElseThrow().digits();
        assertThat(refused(command(AmendmentSubject.HEAD_OFFICE, headOffice(foreign), FIRST_ADMIN)))
                .isEqualTo(AmendmentReason.OTHER_SIREN);
        try (var provider = site.as(FIRST_ADMIN)) {
            var page = provider.read(OWN);
            assertThat(page.html()).contains("href=\"/devenir\"");
            var refusal = provider.send(
                    page,
                    OWN,
                    Map.of(
                            "id", UUID.randomUUID().toString(),
                            "subject", "HEAD_OFFICE",
                            "siret", foreign,
                            "headStreet", "9 rue Exemple",
                            "headPostalCode", "21000",
                            "headTown", "Dijon",
                            "why-HEAD_OFFICE", "Déménagement."));
            assertThat(refusal.text()).contains("c’est une autre structure, qui fait son propre dossier");
            assertThat(refusal.html()).as("what was typed").contains("value=\"" + foreign + "\"", "9 rue Exemple");
        }
        var unknown = new HashMap<>(headOffice(another));
        unknown.put(AmendedField.TOWN, "Dijonn");
        assertThat(refused(command(AmendmentSubject.HEAD_OFFICE, unknown, FIRST_ADMIN)))
                .isEqualTo(AmendmentReason.TOWN_UNKNOWN);
        var one = asked(command(AmendmentSubject.HEAD_OFFICE, headOffice(another), FIRST_ADMIN));
        assertThat(first().siret().orElseThrow().digits()).isEqualTo(old);
        done(decide(one, true, "Vu l’avis de situation.", REVIEWER));
        assertThat(first().siret().orElseThrow().digits()).isEqualTo(another);
        assertThat(first().siren().orElseThrow().digits()).isEqualTo(old.substring(0, 9));
        assertThat(first().address().street()).isEqualTo("9 rue Exemple");
    }

    private AskAmendment.Command place(PlaceId place, String name, String street) {
        return new AskAmendment.Command(
                UUID.randomUUID(),
                FIRST,
                AmendmentSubject.PLACE,
                Optional.of(place),
                Map.of(
                        AmendedField.PLACE_NAME,
                        name,
                        AmendedField.STREET,
                        street,
                        AmendedField.POSTAL_CODE,
                        "21000",
                        AmendedField.TOWN,
                        "Dijon"),
                "Nous avons déménagé.",
                FIRST_ADMIN);
    }

    @Test
    @DisplayName("un lieu : renommé ou déplacé après l’acceptation ; celui d’un autre prestataire ne l’est jamais")
    void a_place() {
        assertThat(refused(place(SECOND_PLACE, "Nom", "1 rue"))).isEqualTo(AmendmentReason.UNKNOWN_PLACE);
        try (var provider = site.as(FIRST_ADMIN)) {
            var chosen = provider.read(OWN + "?lieu=" + FIRST_PLACE);
            assertThat(chosen.html()).contains("name=\"placeStreet\"", "value=\"2 place Exemple\"");
        }
        var places = bean(Places.class);
        var before = places.get(FIRST_PLACE);
        var one = asked(place(FIRST_PLACE, "La Maison", "12 rue Exemple"));
        assertThat(places.get(FIRST_PLACE)).isEqualTo(before);
        done(decide(one, true, "Vu.", REVIEWER));
        var after = places.get(FIRST_PLACE);
        assertThat(after.name()).isEqualTo("La Maison");
        assertThat(after.address().street()).isEqualTo("12 rue Exemple");
        assertThat(after.isPositionExact()).isFalse();
        assertThat(after.position()).isPresent();
        assertThat(after.openingHours()).isEqualTo(before.openingHours());
    }

    @Test
    @DisplayName("qui n’est pas qualifié l’écrit dans son dossier ; la base refuse elle aussi de décider pour soi")
    void not_qualified_and_guarded_below() {
        var library = new Actor(
                "person/" + UUID.randomUUID(), "Personne", Optional.of(LIBRARY), Set.of(Role.LEGAL_REPRESENTATIVE));
        assertThat(refused(new AskAmendment.Command(
                        UUID.randomUUID(),
                        LIBRARY,
                        AmendmentSubject.NAME,
                        Optional.empty(),
                        Map.of(AmendedField.LEGAL_NAME, "Autre"),
                        "Parce que.",
                        library)))
                .isEqualTo(AmendmentReason.NOT_QUALIFIED);
        var one = asked(name("Nom gardé", FIRST_ADMIN));
        assertThatThrownBy(
                        () -> site.world.owner().sql("""
                                UPDATE qualification.amendment
                                   SET state = 'ACCEPTED', reason = 'x', decided_at = asked_at, decided_by = asked_by
                                 WHERE id = :id
                                """).param("id", one.id()).update())
                .hasMessageContaining("two_people_amend");
        done(bean(AskAmendment.class).withdraw(one.id(), FIRST_ADMIN));
    }

    @Test
    @DisplayName(
            "R-324 : les avenants restent tant que court la qualification, puis cinq ans, et se laissent retrouver")
    void kept_then_forgotten() {
        var one = asked(name("Nom à retrouver", FIRST_ADMIN));
        assertThat(bean(QualificationRecords.class).find("nom à retrouver"))
                .singleElement()
                .satisfies(trace -> assertThat(trace.id()).isEqualTo(one.id()));
        done(bean(AskAmendment.class).withdraw(one.id(), FIRST_ADMIN));
        var over = UUID.randomUUID();
        site.world
                .owner()
                .sql("""
                        INSERT INTO qualification.amendment (id, provider, subject, was, wanted, why, asked_at,
                               asked_by, state, decided_at, decided_by)
                        SELECT :id, :provider, subject, was, wanted, why, asked_at, asked_by, state, decided_at,
                               decided_by
                          FROM qualification.amendment
                         WHERE id = :of
                        """)
                .param("id", over)
                .param("provider", LIBRARY.value())
                .param("of", one.id())
                .update();
        bean(ForgetFiles.class).forget(Kept.QUALIFIED_FILE, LocalDate.of(2031, 10, 1));
        assertThat(bean(Amendments.class).find(one.id()))
                .as("its qualification runs")
                .isPresent();
        assertThat(bean(Amendments.class).find(over))
                .as("no qualification runs")
                .isEmpty();
    }
}

package coop.fairpass.qualification;

import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.ComplaintKind;
import coop.fairpass.places.Complaints;
import coop.fairpass.places.GiveOpinion;
import coop.fairpass.places.OpinionAnswer;
import coop.fairpass.places.OpinionQuestion;
import coop.fairpass.places.OpinionWay;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.RedeemReason;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.web.Archive;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026, 9:00. */
@DisplayName("Quitter la plateforme : un mois de préavis, ce qui fut validé payé, toutes les données emportées")
@ExtendWith(TestDatabase.class)
class LeavingTest {

    private static final String LEAVE = "/qualification/depart";
    private static final String DATA = "/structure/donnees";
    private static final Actor SECOND_ADMIN = new Actor(
            "person/" + World.id("second admin"),
            "Administratrice du second",
            Optional.of(SECOND),
            Set.of(Role.PROVIDER_ADMIN));

    private World world;
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
    }

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    private Optional<Qualification.End> end() {
        return world.bean(Qualifications.class).of(FIRST).getFirst().end();
    }

    @Test
    @DisplayName(
            "R-162 : seul le représentant légal donne le préavis, un mois avant, en relisant ce que partir veut dire ;"
                    + " chacun de sa structure le lit ensuite")
    void notice() {
        try (var admin = Visitor.of(site, FIRST_ADMIN);
                var staff = Visitor.of(site, FIRST_STAFF);
                var payer = Visitor.of(site, TOWN_BUYER)) {
            assertThat(sound(admin.get("/qualification")).text()).contains("href=\"" + LEAVE, "href=\"" + DATA + "\"");
            assertThat(payer.get(LEAVE).status()).isEqualTo(403);

            var read = sound(staff.get(LEAVE));
            assertThat(read.read())
                    .contains("Seul le représentant légal de votre structure peut donner le préavis : personne 11.");
            assertThat(read.actions()).doesNotContain(LEAVE);
            var csrf = read.form("/sortir").value("_csrf");
            assertThat(staff.post(
                                    LEAVE,
                                    List.of(
                                            new String[] {"_csrf", csrf},
                                            new String[] {"endedOn", "2026-12-01"},
                                            new String[] {"reason", "Nous partons."},
                                            new String[] {"confirmed", "yes"}))
                            .status())
                    .isEqualTo(403);

            var page = sound(admin.get(LEAVE));
            assertThat(page.read())
                    .contains(
                            "Au plus tôt le 1er novembre 2026", "payés aux dates habituelles", "emportez vos données");
            var tooSoon = sound(page.form(LEAVE)
                    .with("endedOn", "2026-10-31")
                    .with("reason", "Nous fermons.")
                    .send());
            assertThat(tooSoon.status()).isEqualTo(422);
            assertThat(tooSoon.read()).contains("Un départ se prévoit un mois à l’avance");
            assertThat(tooSoon.field("endedOn")).hasValue("2026-10-31");
            assertThat(tooSoon.field("reason")).hasValue("Nous fermons.");
            assertThat(page.form(LEAVE).with("endedOn", "2026-11-01").send().status())
                    .as("without a reason")
                    .isEqualTo(422);

            var confirm = sound(page.form(LEAVE)
                    .with("endedOn", "2026-11-01")
                    .with("reason", "Nous fermons.")
                    .send());
            assertThat(confirm.read())
                    .contains("Confirmer le départ", "1er novembre 2026", "31 octobre 2026", "Nous fermons.");
            assertThat(end()).as("nothing is decided before it is confirmed").isEmpty();

            var done = sound(confirm.form(LEAVE).send());
            assertThat(done.read())
                    .contains("Vos lieux acceptent des chèques jusqu’au 31 octobre 2026 inclus.", "Préavis donné");
            assertThat(confirm.form(LEAVE).send().status()).as("sent twice").isEqualTo(200);
            assertThat(end()).hasValueSatisfying(end -> {
                assertThat(end.endedOn()).isEqualTo(LocalDate.of(2026, 11, 1));
                assertThat(end.kind()).isEqualTo(EndKind.WITHDRAWN);
            });
            assertThat(sound(staff.get(LEAVE)).read())
                    .contains("Préavis donné", "Nous fermons.", "Donné le 1er octobre 2026 par personne 11.");
        }
        assertThat(world.told(FIRST))
                .anySatisfy(told -> assertThat(told)
                        .contains("elle ne peut plus valider de chèque à partir du 1er novembre 2026", DATA));
        assertThat(world.told(COOPERATIVE))
                .anySatisfy(told -> assertThat(told).contains("Premier prestataire n’accepte plus de chèque"));
        assertThat(world.ailments()).isEmpty();
    }

    private void leave(String day) {
        World.done(
                EndQualification.Outcome.Ended.class,
                world.bean(EndQualification.class)
                        .handle(new EndQualification.Command(
                                FIRST, LocalDate.parse(day), EndKind.WITHDRAWN, "Nous fermons.", FIRST_ADMIN)));
    }

    @Test
    @DisplayName("R-162, R-334 : jusqu’à la veille, le représentant légal retire le préavis ; ceux qui l’avaient lu"
            + " l’apprennent, et les deux actes restent au journal")
    void taken_back() {
        leave("2026-11-10");
        try (var admin = Visitor.of(site, FIRST_ADMIN);
                var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(staff.get(LEAVE)).actions()).doesNotContain(LEAVE + "/retrait");
            var given = sound(admin.get(LEAVE));
            var stays = sound(given.form(LEAVE + "/retrait").send());
            assertThat(stays.read())
                    .contains("Votre préavis est retiré : votre structure reste")
                    .doesNotContain("Préavis donné");
            assertThat(end()).isEmpty();
            var again = sound(given.form(LEAVE + "/retrait").send());
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.read()).contains("Il n’y a pas de préavis à retirer");
        }
        assertThat(world.bean(Qualifications.class).stateOn(FIRST, LocalDate.parse("2026-11-10")))
                .isEqualTo(QualificationState.QUALIFIED);
        for (var reader : List.of(FIRST, COOPERATIVE)) {
            assertThat(world.told(reader)).anySatisfy(told -> assertThat(told).contains("10 novembre 2026", "retiré"));
        }
        assertThat(world.owner()
                        .sql("SELECT what FROM qualification.act WHERE organisation = :first AND what <> :other")
                        .param("first", FIRST.value())
                        .param("other", "PROVIDER_QUALIFIED")
                        .query(String.class)
                        .list())
                .contains("QUALIFICATION_ENDED", "NOTICE_TAKEN_BACK");
        leave("2026-11-10");
        world.day("2026-11-10");
        assertThat(world.bean(TakeBackNotice.class).handle(new TakeBackNotice.Command(FIRST, FIRST_ADMIN)))
                .as("it has left")
                .isEqualTo(new TakeBackNotice.Outcome.Refused(QualificationReason.NO_NOTICE));
        assertThat(world.ailments()).isEmpty();
    }

    @Test
    @DisplayName("R-162 : un préavis donné pour après le terme ne prolonge pas la qualification")
    void notice_beyond_the_term() {
        world.day("2028-09-15");
        leave("2028-10-15");
        world.day("2028-10-01");
        assertThat(world.bean(Qualifications.class).stateOn(FIRST, world.today()))
                .isEqualTo(QualificationState.ENDED);
        assertThat(end()).map(Qualification.End::kind).hasValue(EndKind.LAPSED);
    }

    @Test
    @DisplayName(
            "R-162 : du départ on ne valide plus, ce qui fut validé avant est payé, et chacun lit, compte et emporte"
                    + " tout : l’archive dit autant de lignes que la base")
    void gone() throws IOException {
        var order = world.order(10);
        world.spend(FIRST_STAFF, FIRST_PLACE, order, 5);
        world.spend(SECOND_STAFF, SECOND_PLACE, order, 3);
        lived();
        leave("2026-11-10");
        assertThat(world.told(SECOND))
                .anySatisfy(told -> assertThat(told).contains("Un lieu de votre convention s’en va"));
        world.day("2026-11-02");
        world.settle("2026-10");
        world.pay();
        world.night();
        assertThat(world.statement(FIRST, "2026-10").orElseThrow().state()).isEqualTo(StatementState.PAID);

        world.day("2026-11-09");
        world.spend(FIRST_STAFF, FIRST_PLACE, order, 2);
        var booklet = world.handedOver(order, 8);
        var yesterday = world.today();
        world.day("2026-11-10");
        var refused = world.redeem(world.given(booklet, 1));
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.reason()).hasValue(RedeemReason.PROVIDER_NOT_QUALIFIED);
        assertThat(world.redeem(World.given(World.TEN_EUROS, yesterday, world.code(booklet, 2)))
                        .result())
                .as("a service given the day before")
                .isEqualTo(Result.REDEEMED);
        world.day("2026-12-01");
        world.settle("2026-11");
        world.pay();
        world.night();
        var november = world.statement(FIRST, "2026-11").orElseThrow();
        assertThat(november.state()).isEqualTo(StatementState.PAID);
        assertThat(november.redemptions()).isEqualTo(3);
        assertThat(world.ailments()).isEmpty();

        try (var admin = Visitor.of(site, FIRST_ADMIN);
                var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(admin.get("/releves")).read()).contains(november.number(), "Payé");
            assertThat(sound(admin.get(LEAVE)).read()).contains("Préavis donné", "10 novembre 2026");
            assertThat(sound(admin.get(DATA)).text()).contains("href=\"" + DATA + ".zip\"");
            assertThat(sound(staff.get(DATA)).text()).doesNotContain("href=\"" + DATA + ".zip\"");
            assertThat(staff.get(DATA + ".zip").status()).isEqualTo(403);
            var taken = admin.get(DATA + ".zip");
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.type()).startsWith("application/zip");
            assertThat(taken.disposition()).contains("donnees-2026-12-02.zip");
            holdsAll(files(taken.bytes()), booklet);
            assertThat(admin.get("/journal").read()).contains("Toutes les données d’une structure");
        }
    }

    /** A file with its documents, a charter, an agreement, opinions and a complaint. */
    private void lived() {
        var candidates = new Candidates(world);
        var file = candidates.complete(Candidates.SIRET);
        world.owner()
                .sql("UPDATE qualification.application SET organisation = :provider WHERE id = :id")
                .param("provider", FIRST.value())
                .param("id", file.id().value())
                .update();
        World.done(
                AcceptCharter.Outcome.Accepted.class,
                world.bean(AcceptCharter.class)
                        .handle(new AcceptCharter.Command(Charter.Capacity.PROVIDER, 1, FIRST_ADMIN)));
        var person = UUID.randomUUID();
        var mediator = new Actor("person/" + person, "Médiatrice", Optional.of(SECOND), Set.of(Role.MEDIATOR));
        world.bean(People.class).enter(person, "Médiatrice", Optional.empty());
        world.bean(People.class).grant(person, SECOND, Role.MEDIATOR, Actor.CLOCK);
        var terms = new Agreement.Terms(person, FIRST_PLACE, SECOND, Set.of(), world.today(), Optional.empty());
        for (var side : Agreement.Side.values()) {
            World.done(
                    SignAgreement.Outcome.Signed.class,
                    world.bean(SignAgreement.class)
                            .handle(new SignAgreement.Command(
                                    new AgreementId(World.id("agreement")),
                                    terms,
                                    side,
                                    side == Agreement.Side.PLACE ? FIRST_ADMIN : mediator)));
        }
        var answers = new EnumMap<OpinionQuestion, OpinionAnswer>(OpinionQuestion.class);
        for (var question : OpinionQuestion.values()) {
            answers.put(question, OpinionAnswer.YES);
        }
        for (int i = 0; i < 5; i++) {
            World.done(
                    GiveOpinion.Outcome.Kept.class,
                    world.bean(GiveOpinion.class)
                            .handle(new GiveOpinion.Command(
                                    UUID.randomUUID(),
                                    FIRST_PLACE,
                                    answers,
                                    Optional.empty(),
                                    OpinionWay.WEB,
                                    Optional.empty())));
        }
        World.done(
                Complaints.Outcome.Kept.class,
                world.bean(Complaints.class)
                        .complain(new Complaints.Command(
                                UUID.randomUUID(),
                                FIRST_PLACE,
                                ComplaintKind.WELCOME,
                                "Des mots pour la coopérative.")));
    }

    private void holdsAll(Map<String, byte[]> files, coop.fairpass.booklets.BookletNumber booklet) {
        var counted = Map.ofEntries(
                Map.entry("structure/structure.csv", "directory.organisation x WHERE x.id = :provider"),
                Map.entry(
                        "structure/comptes-bancaires.csv", "directory.bank_account x WHERE x.organisation = :provider"),
                Map.entry("qualification/dossiers.csv", "qualification.application x WHERE x.organisation = :provider"),
                Map.entry(
                        "qualification/pieces.csv",
                        "qualification.application_document d JOIN qualification.application x"
                                + " ON x.id = d.application WHERE x.organisation = :provider"),
                Map.entry(
                        "qualification/chartes.csv",
                        "qualification.charter_acceptance x WHERE x.organisation = :provider"),
                Map.entry(
                        "qualification/conventions.csv",
                        "qualification.agreement a JOIN places.place x ON x.id = a.place WHERE x.provider = :provider"),
                Map.entry("lieux/lieux.csv", "places.place x WHERE x.provider = :provider"),
                Map.entry(
                        "lieux/offres.csv",
                        "places.offer o JOIN places.place x ON x.id = o.place WHERE x.provider = :provider"),
                Map.entry(
                        "lieux/reclamations.csv",
                        "places.complaint c JOIN places.place x ON x.id = c.place WHERE x.provider = :provider"),
                Map.entry("cheques/cheques.csv", "redemption.redemption x WHERE x.provider = :provider"),
                Map.entry("releves/releves.csv", "settlement.statement x WHERE x.provider = :provider"),
                Map.entry("releves/lignes.csv", "redemption.redemption x WHERE x.provider = :provider"),
                Map.entry(
                        "releves/frais.csv",
                        "settlement.fee_line f JOIN settlement.statement x ON x.number = f.statement"
                                + " WHERE x.provider = :provider"),
                Map.entry("documents.csv", "invoicing.document x WHERE x.party = :provider"),
                Map.entry("messages.csv", "notices.notice x WHERE x.organisation = :provider"));
        counted.forEach((path, from) -> {
            var expected = world.owner()
                    .sql("SELECT count(*) FROM " + from)
                    .param("provider", FIRST.value())
                    .query(Long.class)
                    .single();
            assertThat(expected).as(path).isPositive();
            assertThat(rows(files, path)).as(path).hasSize(Math.toIntExact(expected));
        });
        assertThat(rows(files, "qualification/decisions.csv"))
                .as("qualified, then gone")
                .hasSize(2);
        assertThat(rows(files, "lieux/avis.csv")).as("three questions").hasSize(3);
        assertThat(rows(files, "structure/journal.csv")).isNotEmpty();
        var documents = rows(files, "documents.csv");
        documents.forEach(row -> {
            assertThat(files).containsKey("documents/" + row.getField(3));
            if (!row.getField(4).isEmpty()) {
                assertThat(text(files, "documents/" + row.getField(4))).contains("CrossIndustryInvoice");
            }
        });
        assertThat(documents).anySatisfy(row -> assertThat(row.getField(4)).isNotEmpty());
        assertThat(files.keySet().stream().filter(path -> path.startsWith("qualification/pieces/")))
                .as("each document that was given, as it was")
                .hasSize(rows(files, "qualification/pieces.csv").size())
                .allSatisfy(path -> assertThat(files.get(path)).isEqualTo(Candidates.PDF));
        assertThat(text(files, "lieux/lieux-standard-national.csv"))
                .as("also when it is off the map")
                .contains(FIRST_PLACE.toString(), "dispositif_programmes_nationaux");
        assertThat(text(files, "lieux/lieux.json")).contains("Premier lieu", "\"arrets\"");
        assertThat(text(files, "qualification/charte-version-1.txt")).contains("Chacun part avec ses données.");

        assertThat(files.keySet()).last().isEqualTo(Archive.SAYS_ALL);
        var says = text(files, Archive.SAYS_ALL);
        assertThat(says).contains("Premier prestataire", "cheques/cheques.csv (%d lignes)".formatted(8));
        assertThat(files.keySet())
                .filteredOn(path -> !path.equals(Archive.SAYS_ALL))
                .allSatisfy(path -> assertThat(
                                says.contains(path) || says.contains(path.substring(0, path.lastIndexOf('/') + 1)))
                        .as(path)
                        .isTrue());

        var codes = List.of(world.code(booklet, 1), world.code(booklet, 2));
        files.forEach((path, content) -> {
            if (path.endsWith(".pdf")) {
                return; // drawn from the same facts, read by other tests
            }
            var written = new String(content, StandardCharsets.UTF_8);
            codes.forEach(code -> assertThat(written).as(path).doesNotContain(code, code.replace(" ", "")));
            assertThat(written)
                    .as(path)
                    .doesNotContain(World.iban(25).value(), Candidates.IBAN)
                    .doesNotContain("Second lieu", "Des mots pour la coopérative.");
        });
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(files.put(entry.getName(), in.readAllBytes())).isNull();
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String path) {
        assertThat(files).containsKey(path);
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    /** The rows of a table, its header apart. */
    private static List<CsvRecord> rows(Map<String, byte[]> files, String path) {
        var all = new ArrayList<CsvRecord>();
        try (var csv = CsvReader.builder()
                .fieldSeparator(';')
                .ofCsvRecord(text(files, path).replace("\ufeff", ""))) {
            csv.forEach(all::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all.subList(1, all.size());
    }

    @Test
    @DisplayName(
            "R-162 : chaque structure n’emporte que ce qui est à elle ; une autre n’existe pas, un autre rôle ne peut"
                    + " pas, un programme qui a la clé peut")
    void one_s_own_only() throws IOException {
        var order = world.order(4);
        world.spend(FIRST_STAFF, FIRST_PLACE, order, 3);
        world.spend(SECOND_STAFF, SECOND_PLACE, order, 2);
        try (var second = Visitor.of(site, SECOND_ADMIN);
                var payer = Visitor.of(site, TOWN_BUYER)) {
            var files = files(second.get(DATA + ".zip").bytes());
            assertThat(rows(files, "cheques/cheques.csv")).hasSize(2);
            files.forEach((path, content) -> assertThat(new String(content, StandardCharsets.UTF_8))
                    .as(path)
                    .doesNotContain("Premier"));
            assertThat(payer.get(DATA).status()).isEqualTo(403);
            assertThat(payer.get(DATA + ".zip").status()).isEqualTo(403);
        }
        var programs = new Programs(site);
        var path = "/api/v1/organisations/" + FIRST.value() + "/data";
        assertThat(programs.get(programs.key(SECOND, Role.PROVIDER_ADMIN), path).status())
                .isEqualTo(404);
        assertThat(programs.get(programs.key(FIRST, Role.PROVIDER_STAFF), path).status())
                .isEqualTo(403);
        var taken = programs.get(programs.key(FIRST, Role.PROVIDER_ADMIN), path);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(rows(files(taken.body()), "cheques/cheques.csv")).hasSize(3);
    }
}

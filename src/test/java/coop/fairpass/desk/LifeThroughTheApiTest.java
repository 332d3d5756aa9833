package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Programs;
import coop.fairpass.Programs.Answer;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.CamtVersion;
import coop.fairpass.bank.Party;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.PublicKeys;
import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.AdoptCatalogueVersion;
import coop.fairpass.catalogue.CatalogueSeed;
import coop.fairpass.catalogue.Decision;
import coop.fairpass.catalogue.ImportCatalogue;
import coop.fairpass.directory.Iban;
import coop.fairpass.doctor.Examination;
import coop.fairpass.money.Money;
import coop.fairpass.territory.LoadTerritory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A month of an instance, from nothing to a paid provider, by programs alone: whatever pages do, they can. */
@DisplayName("Tout un mois par l’interface des programmes : de la base vide au prestataire payé")
@ExtendWith(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // the test opens its site first
class LifeThroughTheApiTest {

    private static final Iban SEGREGATED = World.iban(901);
    private static final Iban OPERATING = World.iban(902);

    private final MovableClock clock = MovableClock.at("2026-10-01T09:00");
    private TestApplication site;
    private Programs programs;
    private SimulatedBank bank;
    private String operator = "";
    private String cooperative = "";
    private String sales = "";
    private String treasurer = "";
    private String controller = "";
    private String buyer = "";
    private String manager = "";
    private String provider = "";
    private final List<String> codes = new ArrayList<>();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @Test
    @DisplayName(
            "R-001, R-127, R-132, R-136, R-148, R-154, R-197, R-200, R-326 : un mois par l’interface ouverte, rien de nominatif au journal")
    void a_month(Db db) {
        try (var open = TestApplication.start(
                db, clock, Map.of("fairpass.booklet.prints-its-own", true, "fairpass.bank.simulated", false))) {
            site = open;
            heard.start();
            var ours = (Logger) LoggerFactory.getLogger("coop.fairpass");
            var level = ours.getLevel();
            ours.setLevel(Level.TRACE);
            var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
            root.addAppender(heard);
            try {
                LoggerFactory.getLogger(getClass()).trace("the most talkative level is heard");
                month(db);
            } finally {
                root.detachAppender(heard);
                ours.setLevel(level);
            }
            nothingIsSaidOfAnybody();
        }
    }

    /** The most talkative program says nobody's name, address or account, no key and no code. */
    private void nothingIsSaidOfAnybody() {
        assertThat(codes).hasSize(3);
        var kept = Stream.concat(
                        Stream.of(
                                "Personne Exemple",
                                "Association Exemple",
                                "Commune Exemple",
                                "ASSOCIATION EXEMPLE",
                                "1 place Exemple",
                                "0970000000",
                                SEGREGATED.value(),
                                OPERATING.value(),
                                World.iban(22).value(),
                                World.iban(25).value(),
                                "fp_"),
                        codes.stream()
                                .flatMap(code ->
                                        Stream.of(code, code.replace(" ", "").replace("-", ""))))
                .toList();
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("the most talkative level is heard");
        assertThat(heard.list).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain(kept);
            for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                assertThat(String.valueOf(thrown.getMessage())).doesNotContain(kept);
            }
        });
        asJson(kept);
    }

    /** And so for whoever reads FAIRPASS_LOG_FORMAT=json: traces, threads and contexts included, whatever they hold. */
    private void asJson(List<String> kept) {
        var json = new StructuredLogEncoder();
        json.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        json.setFormat("ecs");
        json.setCharset(StandardCharsets.UTF_8);
        json.start();
        assertThat(heard.list).allSatisfy(event -> {
            var line = new String(json.encode(event), StandardCharsets.UTF_8);
            assertThat(line)
                    .endsWith("\n")
                    .doesNotContain(kept)
                    .doesNotContain("/Q/")
                    .doesNotContainPattern("[\\w.-]+@[\\w-]+\\.[a-z]{2,}")
                    .doesNotContainPattern("\\bFR\\d{2}[0-9A-Z ]{10,}");
            assertThat(JsonMapper.shared().readTree(line).required("message").stringValue())
                    .isEqualTo(event.getFormattedMessage());
        });
        json.stop();
    }

    private void month(Db db) {
        programs = new Programs(site);
        bank = new SimulatedBank(db.jdbc(), db.transactions());
        setUp();
        rates();
        accounts();
        catalogue();
        var town = organisation("Commune Exemple", "PUBLIC", "LOCAL_AUTHORITY", "12345678200028");
        var library = organisation("Médiathèque Exemple", "PUBLIC", "LOCAL_AUTHORITY", "12345678200036");
        var association = organisation("Association Exemple", "PRIVATE", "ASSOCIATION", "12345678200044");
        buyer = key(town, "PAYER_BUYER", "PAYER_ACCOUNTANT");
        manager = key(library, "DISTRIBUTOR_MANAGER", "DISTRIBUTOR_AGENT");
        provider = key(association, "PROVIDER_ADMIN", "PROVIDER_STAFF");
        var place = place(association);
        bankAccount(association);
        estimate();
        var order = order(town);
        var lot = booklets(order, library);
        fund(order);
        programs.post(sales, "/api/v1/lots/" + lot + "/activation", "").done();
        var money =
                programs.get(buyer, "/api/v1/orders/" + order + "/money").done().required("faceValue");
        assertThat(cents(money, "calledCents")).isEqualTo(300_00);
        assertThat(cents(money, "activatedCents") + cents(money, "notActivatedCents"))
                .isEqualTo(cents(money, "calledCents"));
        redeem(lot, order, place);
        settle(association);
        books(order);
        assertThat(site.bean(Examination.class).handle())
                .as("et chaque invariant tient")
                .allMatch(finding -> finding.holds());
    }

    private void setUp() {
        var out = new ByteArrayOutputStream();
        site.bean(SetupCommand.class)
                .run(
                        List.of(
                                "nom=Coopérative Exemple",
                                "siret=12345678200010",
                                "rue=1 rue de l’Exemple",
                                "cp=21000",
                                "ville=Dijon",
                                "tel=0970000000",
                                "administratrice=Personne Exemple"),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        operator = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("fp_"))
                .findFirst()
                .orElseThrow();
        cooperative = text(programs.get(operator, "/api/v1/me").done(), "organisation");
        sales = key(cooperative, "COOP_SALES", "COOP_PRODUCTION", "COOP_REVIEWER");
        treasurer = key(cooperative, "TREASURER");
        controller = key(cooperative, "COOP_CONTROLLER");
    }

    private String key(String organisation, String... roles) {
        return text(
                programs.post(
                                operator,
                                "/api/v1/organisations/" + organisation + "/keys",
                                "{\"name\":\"essai\",\"roles\":[\"%s\"],\"expiresOn\":\"2027-09-30\"}"
                                        .formatted(String.join("\",\"", roles)))
                        .done(),
                "key");
    }

    private void rates() {
        var board = key(cooperative, "BOARD");
        for (var kind : List.of("UPSTREAM_FEE", "DOWNSTREAM_FEE", "CONTRIBUTION")) {
            var body = """
                    {"kind":"%s","value":40000,"validFrom":"2026-10-01","decidedBy":"Assemblée",
                     "decidedOn":"2026-10-01","minutes":"AG-1"}""".formatted(kind);
            assertThat(programs.post(sales, "/api/v1/rates", body).refused(403)).isEqualTo("NOT_ALLOWED");
            programs.post(board, "/api/v1/rates", body).done();
            assertThat(programs.post(board, "/api/v1/rates", body).refused(422)).isEqualTo("DAY_ALREADY_SET");
        }
        assertThat(programs.get(buyer.isEmpty() ? sales : buyer, "/api/v1/rates")
                        .done()
                        .get(0)
                        .at("/inForce/ppm")
                        .longValue())
                .isEqualTo(40_000);
    }

    private void accounts() {
        for (var account :
                Map.of("SEGREGATED", SEGREGATED, "OPERATING", OPERATING).entrySet()) {
            programs.post(
                            treasurer,
                            "/api/v1/cooperative-accounts",
                            "{\"kind\":\"%s\",\"iban\":\"%s\",\"holderName\":\"COOPERATIVE EXEMPLE\"}"
                                    .formatted(
                                            account.getKey(), account.getValue().value()))
                    .done();
            bank.open(account.getValue(), "COOPERATIVE EXEMPLE");
        }
        assertThat(programs.get(treasurer, "/api/v1/cooperative-accounts")
                        .done()
                        .size())
                .isEqualTo(2);
    }

    /** What comes with the program, and the catalogue, whose import is tested with its room. */
    private void catalogue() {
        site.bean(LoadTerritory.class).handle();
        var edition = UUID.randomUUID();
        site.bean(ImportCatalogue.class)
                .handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), World.COMMITTEE));
        site.bean(AdoptCatalogueVersion.class)
                .handle(new AdoptCatalogueVersion.Command(
                        edition, today(), new Decision("Comité", today(), "CR-1"), Set.of(), World.COMMITTEE));
    }

    private String organisation(String name, String nature, String kind, String siret) {
        var registered = programs.post(sales, "/api/v1/organisations", """
                        {"legalName":"%s","siret":"%s","nature":"%s","kind":"%s","vatRegime":"OUT_OF_SCOPE",
                         "street":"1 place Exemple","postalCode":"21000","town":"Dijon"}""".formatted(name, siret, nature, kind))
                .done();
        var id = text(registered, "id");
        assertThat(programs.get(sales, "/api/v1/organisations/" + id).done()).isEqualTo(registered);
        return id;
    }

    private String place(String association) {
        programs.post(
                        sales,
                        "/api/v1/providers/" + association + "/qualification",
                        "{\"decidedBy\":\"Comité\",\"decidedOn\":\"2026-10-01\",\"minutes\":\"CQ-1\"}")
                .done();
        var place = text(
                programs.post(provider, "/api/v1/places", """
                                {"provider":"%s","name":"Lieu Exemple","postalCode":"21000","town":"Dijon",
                                 "commune":"21231","weeklyCapacity":20,"openedOn":"2026-10-01"}""".formatted(association))
                        .done(),
                "id");
        programs.post(
                        provider,
                        "/api/v1/places/" + place + "/offers",
                        "{\"service\":\"%s\",\"priceCents\":1000,\"isRegulated\":true,\"ledBy\":[\"EMPLOYEE\"]}"
                                .formatted(World.TEN_EUROS))
                .done();
        saysWhoLeads("/api/v1/places/" + place);
        anyoneReads("/api/v1/places/" + place);
        return place;
    }

    /** Asked when a service is offered, and said again when it changes. */
    private void saysWhoLeads(String place) {
        var offers = place + "/offers";
        assertThat(programs.post(
                                provider,
                                offers,
                                "{\"service\":\"%s\",\"priceCents\":1000}".formatted(World.FIFTEEN_EUROS))
                        .json()
                        .at("/errors/0/field")
                        .stringValue())
                .isEqualTo("ledBy");
        var leaders = offers + "/" + read(place).done().at("/offers/0/id").stringValue() + "/leaders";
        assertThat(programs.post(provider, leaders, "{\"ledBy\":[\"INDEPENDENT\",\"VOLUNTEER\"]}")
                        .done()
                        .at("/ledBy")
                        .toString())
                .isEqualTo("[\"INDEPENDENT\",\"VOLUNTEER\"]");
    }

    /** The map needs no key; what is off it is there for its provider only. */
    private void anyoneReads(String place) {
        assertThat(read("/api/v1/places?commune=21231")
                        .done()
                        .at("/items/0/name")
                        .stringValue())
                .isEqualTo("Lieu Exemple");
        assertThat(read("/api/v1/places/nearest?commune=21231").done().size()).isEqualTo(1);
        assertThat(read(place).done().at("/offers/0/priceCents").intValue()).isEqualTo(1_000);
        programs.post(provider, place + "/hiding", "{\"isHidden\":true}").done();
        assertThat(read(place).refused(404)).isEqualTo("NOT_FOUND");
        assertThat(programs.get(buyer, place).refused(404)).isEqualTo("NOT_FOUND");
        assertThat(programs.get(provider, place).done().at("/place/isHidden").booleanValue())
                .isTrue();
        assertThat(read("/api/v1/places?commune=21231").done().at("/items").size())
                .isZero();
        programs.post(provider, place + "/hiding", "{\"isHidden\":false}").done();
        assertThat(anonymous(place + "/hiding", "{\"isHidden\":true}").refused(401))
                .isEqualTo("NOT_SIGNED_IN");
    }

    private Programs.Answer read(String path) {
        return programs.call(Optional.empty(), HttpMethod.GET, path, Optional.empty(), new byte[0], Optional.empty());
    }

    private void bankAccount(String association) {
        var accounts = "/api/v1/organisations/" + association + "/bank-accounts";
        assertThat(programs.get(provider, accounts)
                        .done()
                        .required("notPayable")
                        .stringValue())
                .isEqualTo("NO_ACCOUNT");
        var declared = programs.post(
                        provider,
                        accounts,
                        "{\"iban\":\"%s\",\"holderName\":\"ASSOCIATION EXEMPLE\"}"
                                .formatted(World.iban(25).value()))
                .done();
        assertThat(text(declared, "iban")).doesNotContain(World.iban(25).value());
        assertThat(programs.get(treasurer, "/api/v1/bank-accounts/waiting")
                        .done()
                        .size())
                .isEqualTo(1);
        var validation = "/api/v1/bank-accounts/" + text(declared, "id") + "/validation";
        assertThat(programs.post(provider, validation, "").refused(403)).isEqualTo("NOT_ALLOWED");
        assertThat(text(programs.post(treasurer, validation, "").done(), "state"))
                .isEqualTo("VALIDATED");
        assertThat(programs.get(provider, accounts)
                        .done()
                        .required("notPayable")
                        .isNull())
                .isTrue();
    }

    private static final String NEED = """
            {"vouchers":30,"firstDay":"2026-10-01","validUntil":"2026-12-31","perimeter":["D:21"],
             "perimeterLabel":"Côte-d’Or","siret":"12345678200028"}""";

    private void estimate() {
        var answer = anonymous("/api/v1/estimates", "{\"postalCode\":\"21000\",\"need\":%s}".formatted(NEED));
        assertThat(answer.done().at("/amounts/toPayCents").longValue()).isEqualTo(314_40);
        assertThat(answer.done().at("/reach/openPlaces").intValue()).isEqualTo(1);
        var odd = anonymous("/api/v1/estimates", "{\"need\":%s}".formatted(NEED.replace("30,", "33,")));
        assertThat(odd.refused(422)).isEqualTo("NOT_WHOLE_BOOKLETS");
        assertThat(odd.json().at("/details/above").longValue()).isEqualTo(40);
    }

    private Answer anonymous(String path, String json) {
        return programs.call(
                Optional.empty(),
                HttpMethod.POST,
                path,
                Optional.of(MediaType.APPLICATION_JSON),
                json.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    private String order(String town) {
        var body = "{\"payer\":\"%s\",\"need\":%s}".formatted(town, NEED);
        var described =
                programs.postOnce(buyer, "commande-1", "/api/v1/orders", body).done();
        assertThat(programs.postOnce(buyer, "commande-1", "/api/v1/orders", body)
                        .done())
                .isEqualTo(described);
        assertThat(programs.postOnce(
                                buyer,
                                "commande-1",
                                "/api/v1/orders",
                                body.replace("\"vouchers\":30", "\"vouchers\":40"))
                        .refused(409))
                .as("the same key for another need")
                .isEqualTo("ID_TAKEN");
        assertThat(programs.post(provider, "/api/v1/orders", body).refused(403)).isEqualTo("NOT_ALLOWED");
        var order = "/api/v1/orders/" + text(described, "id");
        assertThat(programs.get(provider, order).refused(404)).isEqualTo("NOT_FOUND");
        programs.json(buyer, HttpMethod.PUT, order + "/funding-shares", """
                        {"shares":[{"funder":"%s","ratioPpm":500000,"basis":"USED","appliesTo":"FACE"}]}""".formatted(cooperative))
                .done();
        var quote = programs.post(sales, order + "/quotes", "").done();
        assertThat(quote.at("/amounts/toPayCents").longValue()).isEqualTo(314_40);
        assertThat(programs.post(buyer, order + "/quotes/1/acceptance", "{\"warningTicked\":true}")
                        .refused(422))
                .as("one provider, one VAT treatment")
                .isEqualTo("VAT_OPINION_MISSING");
        assertThat(programs.get(buyer, "/api/v1/vat-network").refused(403)).isEqualTo("NOT_ALLOWED");
        programs.post(treasurer, "/api/v1/vat-network/opinions", """
                        {"givenBy":"Cabinet Exemple","givenOn":"2026-10-01","validUntil":"2027-10-01",
                         "summary":"Le chèque reste à usages multiples."}""").done();
        var network = programs.get(treasurer, "/api/v1/vat-network").done();
        assertThat(network.at("/isAlarming").booleanValue()).isTrue();
        assertThat(network.at("/mayOrdersBeSigned").booleanValue()).isTrue();
        assertThat(network.at("/treatments/0/regime").stringValue()).isEqualTo("OUT_OF_SCOPE");
        var signed = programs.post(buyer, order + "/quotes/1/acceptance", "{\"warningTicked\":true}")
                .done();
        assertThat(text(signed, "number")).startsWith("BC-2026-");
        assertThat(programs.post(buyer, order + "/quotes/2/acceptance", "{}").refused(422))
                .isEqualTo("NOT_THE_LAST_QUOTE");
        assertThat(text(
                        programs.json(
                                        buyer,
                                        HttpMethod.PUT,
                                        order + "/mandate-number",
                                        "{\"mandateNumber\":\"2026-123\"}")
                                .done(),
                        "mandateNumber"))
                .isEqualTo("2026-123");
        var half = programs.json(sales, HttpMethod.PUT, order + "/framing", "{\"conform\":[\"TEXTS\"]}");
        assertThat(half.done().required("missing").size()).isEqualTo(4);
        programs.json(
                        sales,
                        HttpMethod.PUT,
                        order + "/framing",
                        "{\"conform\":[\"TEXTS\",\"LOGOS\",\"RESTRICTIONS\",\"ADDRESSES\",\"END_DATES\"]}")
                .done();
        programs.post(sales, order + "/proofs", "").done();
        assertThat(programs.post(buyer, order + "/proofs/1/rejection", "{}").refused(400))
                .isEqualTo("FIELDS_INVALID");
        programs.post(buyer, order + "/proofs/1/approval", "").done();
        assertThat(programs.get(buyer, order).done().required("history").size()).isEqualTo(6);
        return text(described, "id");
    }

    private String booklets(String order, String library) {
        var lot =
                programs.get(buyer, "/api/v1/orders/" + order + "/lots").done().get(0);
        var path = "/api/v1/lots/" + text(lot, "id");
        programs.post(sales, path + "/booklets", "{}").done();
        programs.post(sales, path + "/sheets", "{}").done();
        assertThat(programs.post(sales, path + "/activation", "").refused(422)).isEqualTo("LOT_NOT_RECEIVED");
        var shipment = programs.post(sales, path + "/moves", "{\"receiver\":\"%s\"}".formatted(library))
                .done();
        programs.post(
                        manager,
                        "/api/v1/moves/" + shipment.at("/move/id").stringValue() + "/receipt",
                        "{\"ranges\":%s}".formatted(shipment.required("booklets")))
                .done();
        var early = programs.post(sales, path + "/activation", "");
        assertThat(early.refused(422)).isEqualTo("LOT_NOT_FUNDED");
        assertThat(early.json().at("/details/missingCents").longValue()).isEqualTo(300_00);
        return text(lot, "id");
    }

    private void fund(String order) {
        for (var receivable :
                programs.get(buyer, "/api/v1/orders/" + order + "/money").done().required("receivables")) {
            bank.receive(
                    text(receivable, "kind").equals("FACE") ? SEGREGATED : OPERATING,
                    today(),
                    Money.cents(cents(receivable, "openCents")),
                    Party.named("COMMUNE EXEMPLE", World.iban(22)),
                    text(receivable, "reference"));
        }
        night();
    }

    /** The bank's statements of the day are read by a program. */
    private void night() {
        for (var account : List.of(SEGREGATED, OPERATING)) {
            read(bank.statement(account, today(), CamtVersion.V08));
        }
        clock.advance(java.time.Period.ofDays(1));
    }

    private void read(byte[] file) {
        var report = programs.send(treasurer, "/api/v1/bank/files?name=releve.xml", MediaType.APPLICATION_XML, file)
                .done();
        assertThat(report.required("refused").longValue()).isZero();
    }

    private void redeem(String lot, String order, String place) {
        var range = site.bean(coop.fairpass.orders.Orders.class)
                .lot(new coop.fairpass.orders.LotId(UUID.fromString(lot)))
                .orElseThrow()
                .range()
                .orElseThrow();
        var booklet = new BookletNumber(range.first());
        programs.post(
                        manager,
                        "/api/v1/hand-overs",
                        "{\"presented\":\"%s\",\"audience\":\"RETIRED\",\"channel\":\"DESK\"}"
                                .formatted(booklet.serial()))
                .done();
        var keys = site.bean(VoucherKeys.class);
        for (int rank = 1; rank <= 3; rank++) {
            codes.add(keys.code(keys.current(), VoucherNumber.of(booklet, rank)).printed());
        }
        var look = "{\"presented\":\"%s\"}".formatted(codes.getFirst());
        assertThat(text(anonymous("/api/v1/vouchers/look", look).done(), "state"))
                .isEqualTo("USABLE");
        var given = "{\"service\":\"%s\",\"day\":\"%s\",\"presented\":[\"%s\"]}";
        var first = given.formatted(World.TEN_EUROS, today(), codes.getFirst());
        var test = programs.post(
                provider, "/api/v1/vouchers/test", "{\"place\":\"%s\",\"given\":%s}".formatted(place, first));
        assertThat(text(test.done(), "result")).isEqualTo("REDEEMED");
        assertThat(text(anonymous("/api/v1/vouchers/look", look).done(), "state"))
                .isEqualTo("USABLE");

        var list = "{\"place\":\"%s\",\"services\":[%s,%s]}"
                .formatted(place, first, given.formatted(World.TEN_EUROS, today(), codes.get(1)));
        var redeemed = programs.postOnce(provider, "jour-1", "/api/v1/redemptions", list)
                .done();
        assertThat(redeemed.required("services").valueStream().map(one -> text(one, "result")))
                .containsExactly("REDEEMED", "REDEEMED");
        assertThat(programs.postOnce(provider, "jour-1", "/api/v1/redemptions", list)
                        .done())
                .isEqualTo(redeemed);
        assertThat(programs.postOnce(
                                provider, "jour-1", "/api/v1/redemptions", list.replace(codes.get(1), codes.get(2)))
                        .refused(422))
                .isEqualTo("SAME_ID_OTHER_CONTENT");
        assertThat(programs.post(provider, "/api/v1/redemptions", list)
                        .done()
                        .at("/services/0/reason")
                        .stringValue())
                .isEqualTo("ALREADY_REDEEMED");
        assertThat(text(anonymous("/api/v1/vouchers/look", look).done(), "state"))
                .isEqualTo("USED");
        pagesAndCancellation();
        assertThat(programs.get(controller, "/api/v1/holds").done().required("items"))
                .isEmpty();
        assertThat(programs.get(buyer, "/api/v1/holds").refused(403)).isEqualTo("NOT_ALLOWED");
        assertThat(programs.get(buyer, "/api/v1/orders/" + order + "/money")
                        .done()
                        .at("/faceValue/usedOrReturnedCents")
                        .longValue())
                .isEqualTo(10_00);
    }

    private void pagesAndCancellation() {
        var page = programs.get(provider, "/api/v1/redemptions?month=2026-10&size=1")
                .done();
        var next = text(page, "next");
        var second = programs.get(provider, "/api/v1/redemptions?month=2026-10&size=1&after=" + next)
                .done();
        assertThat(second.required("next").isNull()).isTrue();
        assertThat(second.at("/items/0/id")).isNotEqualTo(page.at("/items/0/id"));
        assertThat(programs.get(provider, "/api/v1/redemptions?size=501").refused(400))
                .isEqualTo("FIELDS_INVALID");
        var cancellation = "/api/v1/redemptions/" + second.at("/items/0/id").stringValue() + "/cancellation";
        assertThat(programs.post(buyer, cancellation, "").refused(404)).isEqualTo("NOT_FOUND");
        assertThat(text(programs.postOnce(provider, "erreur", cancellation, "").done(), "state"))
                .isEqualTo("CANCELLED");
        assertThat(text(programs.postOnce(provider, "erreur", cancellation, "").done(), "state"))
                .isEqualTo("CANCELLED");
        assertThat(programs.post(provider, cancellation, "").refused(422)).isEqualTo("NOT_ACCEPTED");
    }

    private void settle(String association) {
        var owed = programs.get(provider, "/api/v1/amount-owed").done();
        assertThat(cents(owed, "faceCents")).isEqualTo(10_00).isEqualTo(cents(owed, "booksCents"));
        var signed = programs.get(provider, "/api/v1/amount-owed/list").text();
        var keys = PublicKeys.parse(
                programs.get(provider, "/.well-known/fairpass-keys.json").text());
        assertThat(SignText.isGenuine(signed.getBytes(StandardCharsets.UTF_8), keys))
                .isTrue();
        assertThat(SignText.isGenuine(signed.replace(";1000\n", ";2000\n").getBytes(StandardCharsets.UTF_8), keys))
                .isFalse();

        var month = "/api/v1/months/2026-10";
        assertThat(programs.post(treasurer, month + "/settlement", "").refused(422))
                .isEqualTo("MONTH_NOT_OVER");
        while (today().isBefore(LocalDate.of(2026, 11, 1))) {
            night();
        }
        assertThat(programs.get(treasurer, "/api/v1/months-to-settle")
                        .done()
                        .at("/0/month")
                        .stringValue())
                .isEqualTo("2026-10");
        var settled = programs.post(treasurer, month + "/settlement", "").done();
        assertThat(programs.post(treasurer, month + "/settlement", "").done()).isEqualTo(settled);
        assertThat(programs.get(treasurer, "/api/v1/months-to-settle").done().size())
                .isZero();
        assertThat(cents(settled, "toPayCents")).isEqualTo(9_52);
        var statement = programs.get(provider, "/api/v1/statements").done().at("/items/0");
        var number = text(statement, "number");
        assertThat(programs.get(buyer, "/api/v1/statements/" + number).refused(404))
                .isEqualTo("NOT_FOUND");
        assertThat(programs.get(provider, "/api/v1/statements/" + number + "/lines")
                        .done()
                        .at("/items/0/faceCents")
                        .longValue())
                .isEqualTo(10_00);
        assertThat(programs.get(provider, "/api/v1/statements/" + number + "/pdf")
                        .body())
                .startsWith('%', 'P', 'D', 'F');
        var invoice = "/api/v1/documents/" + text(statement, "feeInvoice");
        assertThat(programs.get(provider, invoice + "/xml").text()).contains("CrossIndustryInvoice");
        assertThat(programs.get(buyer, invoice).refused(404)).isEqualTo("NOT_FOUND");
        pay(number);
        assertThat(programs.get(provider, "/api/v1/notices")
                        .done()
                        .required("items")
                        .size())
                .isPositive();
        assertThat(programs.get(association.isEmpty() ? buyer : controller, month)
                        .done()
                        .at("/states/PAID/netCents")
                        .longValue())
                .isEqualTo(9_52);
        assertThat(cents(programs.get(provider, "/api/v1/amount-owed").done(), "booksCents"))
                .isZero();
    }

    private void pay(String number) {
        var run = programs.postOnce(treasurer, "octobre", "/api/v1/settlement-runs", "")
                .done();
        assertThat(programs.postOnce(treasurer, "octobre", "/api/v1/settlement-runs", "")
                        .done())
                .isEqualTo(run);
        var path = "/api/v1/payment-runs/" + text(run, "run");
        assertThat(programs.post(treasurer, path + "/approvals", "{\"totalCents\":952}")
                        .status())
                .as("un programme n’approuve pas un paiement")
                .isEqualTo(422);
        var id = UUID.fromString(text(run, "run"));
        for (var person : List.of(World.TREASURER, World.OTHER_TREASURER)) {
            assertThat(site.bean(ApproveRun.class).handle(new ApproveRun.Command(id, Money.cents(9_52), person)))
                    .isInstanceOf(PaymentRuns.Outcome.Done.class);
        }
        programs.post(treasurer, path + "/sending", "").done();
        read(bank.submit(programs.get(treasurer, path + "/file").body(), clock.instant()));
        for (int day = 0; day < 5; day++) {
            night();
        }
        assertThat(programs.get(provider, "/api/v1/statements/" + number)
                        .done()
                        .at("/statement/state")
                        .stringValue())
                .isEqualTo("PAID");
    }

    private void books(String order) {
        var balance = programs.get(treasurer, "/api/v1/books/trial-balance").done();
        assertThat(cents(balance, "totalDebitCents")).isPositive().isEqualTo(cents(balance, "totalCreditCents"));
        assertThat(programs.get(provider, "/api/v1/books/trial-balance").refused(403))
                .isEqualTo("NOT_ALLOWED");
        var lines = "/api/v1/books/accounts/512200/lines?size=1";
        long total = 0;
        var after = "";
        do {
            var page = programs.get(treasurer, lines + after).done();
            total += page.at("/items/0/amountCents").longValue();
            var line = page.at("/items/0");
            assertThat(programs.get(treasurer, "/api/v1/books/postings/" + line.required("posting"))
                            .done()
                            .valueStream()
                            .mapToLong(one -> cents(one, "amountCents"))
                            .sum())
                    .isZero();
            after = page.required("next").isNull() ? "" : "&after=" + text(page, "next");
        } while (!after.isEmpty());
        assertThat(balance.required("lines")
                        .valueStream()
                        .filter(line -> line.required("account").intValue() == 512_200)
                        .mapToLong(line -> cents(line, "balanceCents"))
                        .sum())
                .isEqualTo(total);
        assertThat(programs.get(treasurer, "/api/v1/books/fec/2026").text()).startsWith("JournalCode\t");
        assertThat(programs.get(treasurer, "/api/v1/books/hledger").text()).contains("512200");
        assertThat(programs.get(buyer, "/api/v1/orders/" + order + "/documents")
                        .done()
                        .size())
                .isGreaterThanOrEqualTo(4);
        assertThat(programs.get(buyer, "/api/v1/orders/" + order + "/credit")
                        .done()
                        .required("availableCents"))
                .isNotNull();
        assertThat(programs.get(buyer, "/api/v1/orders/" + order + "/joint-statement")
                        .refused(404))
                .isEqualTo("NOT_FOUND");
        assertThat(programs.get(buyer, "/api/v1/settlement-dates").done().size())
                .isEqualTo(12);
    }

    private LocalDate today() {
        return Paris.today(clock);
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }

    private static long cents(JsonNode node, String field) {
        return node.required(field).longValue();
    }
}

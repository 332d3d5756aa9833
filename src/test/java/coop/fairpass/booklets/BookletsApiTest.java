package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.CENTRE_MANAGER;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.OTHER_PRODUCTION;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static coop.fairpass.booklets.Ground.STRANGE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Proofs;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Problem;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Tout ce que font les carnets se fait aussi par un programme")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookletsApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private Ground ground;
    private MockMvc site;
    private Actor caller = Actor.CLOCK;
    private UUID id = UUID.randomUUID();

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
        site = MockMvcBuilders.standaloneSetup(
                        ground.bean(ProductionApi.class), ground.bean(CustodyApi.class), ground.bean(BookletsApi.class))
                .setCustomArgumentResolvers(given(Actor.class, _ -> caller), given(NewId.class, _ -> new NewId(id)))
                .setControllerAdvice(new Refusals())
                .build();
    }

    @BeforeEach
    void choose_an_id() {
        id = UUID.randomUUID();
    }

    /** As the edge does it. */
    private static HandlerMethodArgumentResolver given(Class<?> type, Function<MethodParameter, Object> value) {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == type;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer container,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders) {
                return value.apply(parameter);
            }
        };
    }

    @RestControllerAdvice
    static class Refusals {
        @ExceptionHandler
        ResponseEntity<Problem> refused(ProblemException refused) {
            return ResponseEntity.status(refused.problem().status()).body(refused.problem());
        }
    }

    private MockHttpServletResponse call(Actor by, HttpMethod method, String path, byte[] body, MediaType type)
            throws Exception {
        caller = by;
        var started = site.perform(
                        request(method, path).contentType(type).content(body).accept(MediaType.ALL))
                .andReturn();
        return started.getRequest().isAsyncStarted()
                ? site.perform(asyncDispatch(started)).andReturn().getResponse()
                : started.getResponse();
    }

    private MockHttpServletResponse call(Actor by, HttpMethod method, String path, String json) throws Exception {
        return call(by, method, path, json.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON);
    }

    private JsonNode done(MockHttpServletResponse response) throws Exception {
        var text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(text).isEqualTo(200);
        return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
    }

    private JsonNode post(Actor by, String path, String json) throws Exception {
        return done(call(by, HttpMethod.POST, path, json));
    }

    private String refused(int status, MockHttpServletResponse response) throws Exception {
        var text = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(text).isEqualTo(status);
        return JSON.readTree(text).required("reason").stringValue();
    }

    private String lots(OrderId order) {
        return "/api/v1/lots/" + ground.lot(order, 1).id();
    }

    private String range(OrderId order, int first, int last) {
        return "{\"first\":\"%s\",\"last\":\"%s\"}"
                .formatted(
                        ground.number(order, first).serial(),
                        ground.number(order, last).serial());
    }

    @Test
    @DisplayName("du bon à tirer à la lettre du carnet remis, puis perdu et remplacé")
    void the_whole_way() throws Exception {
        var order = ground.framedOrder(Need.Restrictions.none(), 3);
        var logo = call(
                BUYER,
                HttpMethod.PUT,
                "/api/v1/orders/" + order + "/logo",
                PrintingPress.png(60, 30),
                MediaType.IMAGE_PNG);
        assertThat(done(logo).required("digest").stringValue()).hasSize(64);
        assertThat(post(PRODUCTION, "/api/v1/orders/" + order + "/proofs", "{}")
                        .required("version")
                        .intValue())
                .isEqualTo(1);
        ground.bean(Proofs.class).approve(order, 1, BUYER);
        assertThat(post(PRODUCTION, lots(order) + "/booklets", "{}")
                        .get(0)
                        .required("booklets")
                        .intValue())
                .isEqualTo(3);
        var sheets = call(PRODUCTION, HttpMethod.POST, lots(order) + "/sheets", "{}");
        assertThat(sheets.getContentType()).isEqualTo("application/zip");
        assertThat(sheets.getHeader("Content-Disposition")).contains("-lot-1.zip");
        assertThat(sheets.getHeader("Cache-Control")).contains("no-store");
        assertThat(sheets.getContentAsByteArray()).startsWith('P', 'K');

        var shipped = post(PRODUCTION, lots(order) + "/moves", "{\"receiver\":\"%s\"}".formatted(LIBRARY));
        var move = shipped.required("move").required("id").stringValue();
        assertThat(move).isEqualTo(id.toString());
        caller = MANAGER;
        assertThat(done(call(MANAGER, HttpMethod.GET, "/api/v1/moves", ""))
                        .findValue("senderName")
                        .stringValue())
                .isEqualTo("Coopérative Exemple");
        var receipt = post(
                MANAGER,
                "/api/v1/moves/" + move + "/receipt",
                "{\"ranges\":[%s],\"numbers\":[\"%s\"]}"
                        .formatted(range(order, 1, 2), ground.number(order, 3).serial()));
        assertThat(receipt.required("isLotReceived").booleanValue()).isTrue();
        ground.activate(order);
        assertThat(done(call(AGENT, HttpMethod.GET, "/api/v1/stock", "")))
                .filteredOn(held -> held.required("lot")
                        .stringValue()
                        .equals(ground.lot(order, 1).id().toString()))
                .singleElement()
                .satisfies(
                        held -> assertThat(held.required("vouchers").intValue()).isEqualTo(30));

        handOverLoseAndReplace(order);
    }

    private void handOverLoseAndReplace(OrderId order) throws Exception {
        var serial = ground.number(order, 1).serial();
        var handOver = "{\"presented\":\"%s\",\"audience\":\"RETIRED\",\"channel\":\"POST\"}".formatted(serial);
        id = UUID.randomUUID();
        var done = post(AGENT, "/api/v1/hand-overs", handOver);
        assertThat(done.required("lastUsableDay").stringValue()).isEqualTo("2027-01-31");
        assertThat(post(AGENT, "/api/v1/hand-overs", handOver)).isEqualTo(done);
        var letter = call(AGENT, HttpMethod.GET, "/api/v1/booklets/" + serial + "/letter", "");
        assertThat(letter.getContentType()).isEqualTo("application/pdf");
        var custody = done(call(BUYER, HttpMethod.GET, "/api/v1/booklets/" + serial, ""));
        assertThat(custody.required("state").stringValue()).isEqualTo("HANDED_OVER");
        assertThat(custody.required("custody").size()).isEqualTo(6);

        var block = "{\"presented\":\"%s\",\"loss\":\"STOLEN\"}".formatted(serial);
        assertThat(post(AGENT, "/api/v1/blocks", block).required("vouchers").intValue())
                .isEqualTo(10);
        done(call(AGENT, HttpMethod.DELETE, "/api/v1/blocks/" + serial, ""));
        post(AGENT, "/api/v1/blocks", block);
        var replaced = post(AGENT, "/api/v1/replacements", "{\"booklet\":\"%s\"}".formatted(serial));
        var fresh = replaced.required("replacedBy").stringValue();
        var sheet = call(AGENT, HttpMethod.POST, "/api/v1/replacements/" + fresh + "/sheet", "{}");
        assertThat(sheet.getContentAsByteArray()).startsWith('%', 'P', 'D', 'F');
    }

    @Test
    @DisplayName("l’imprimeur : un fichier, une fois ; un écart ; son explication")
    void an_outside_printer() throws Exception {
        var printer = Printer.withNewKey();
        var order = ground.madeOrder(2);
        var file = call(
                PRODUCTION,
                HttpMethod.POST,
                lots(order) + "/print-file",
                printer.certificate(),
                MediaType.APPLICATION_OCTET_STREAM);
        var list = printer.decrypt(file.getContentAsByteArray());
        assertThat(file.getContentType()).isEqualTo("application/pkcs7-mime");
        assertThat(refused(
                        422,
                        call(
                                PRODUCTION,
                                HttpMethod.POST,
                                lots(order) + "/print-file",
                                printer.certificate(),
                                MediaType.APPLICATION_OCTET_STREAM)))
                .isEqualTo("ALREADY_DOWNLOADED");
        var fingerprint = Sha256.of(list.getBytes(StandardCharsets.UTF_8));
        var gap = post(
                PRODUCTION,
                lots(order) + "/acknowledgement",
                "{\"bookletsMade\":1,\"fingerprint\":\"%s\"}".formatted(fingerprint));
        assertThat(gap.required("isPrinted").booleanValue()).isFalse();
        assertThat(gap.required("booklets").intValue()).isEqualTo(2);
        assertThat(refused(
                        422,
                        call(
                                OTHER_PRODUCTION,
                                HttpMethod.POST,
                                lots(order) + "/print-file/reopening",
                                "{\"why\":\"x\"}")))
                .isEqualTo("ALREADY_ACKNOWLEDGED");
        var explained = post(
                PRODUCTION,
                lots(order) + "/acknowledgement/explanation",
                "{\"notMade\":[{\"first\":\"%s\"}],\"explanation\":\"gâché\"}"
                        .formatted(ground.number(order, 2).serial()));
        assertThat(explained.required("isPrinted").booleanValue()).isTrue();
    }

    @Test
    @DisplayName(
            "R-064 : les envois : transfert, réception par plage et par lecture, écart, explication, retrouvailles, inventaire, répartition, retrait")
    void moves_and_stock() throws Exception {
        var order = ground.activeOrder(6);
        var move = post(
                        MANAGER,
                        "/api/v1/moves",
                        "{\"receiver\":\"%s\",\"booklets\":[%s]}".formatted(CENTRE, range(order, 1, 3)))
                .required("id")
                .stringValue();
        assertThat(refused(
                        400,
                        call(
                                CENTRE_MANAGER,
                                HttpMethod.POST,
                                "/api/v1/moves/" + move + "/receipt",
                                "{\"scanned\":[\"ceci n’est pas un carnet\"]}")))
                .isEqualTo("FIELDS_INVALID");
        // One by its number, the other by a voucher that the scanner read.
        var receipt = post(
                CENTRE_MANAGER,
                "/api/v1/moves/" + move + "/receipt",
                "{\"ranges\":[%s],\"scanned\":[\"%s\"]}"
                        .formatted(
                                range(order, 1, 1),
                                ground.number(order, 2).voucher(4).serial()));
        assertThat(receipt.required("missing").size()).isEqualTo(1);
        var gap = done(call(CENTRE_MANAGER, HttpMethod.GET, "/api/v1/moves", ""))
                .get(0)
                .required("gaps")
                .get(0)
                .required("id")
                .stringValue();
        assertThat(post(CENTRE_MANAGER, "/api/v1/incidents/" + gap + "/explanation", "{\"explanation\":\"perdu\"}")
                        .required("missing")
                        .size())
                .isEqualTo(1);
        post(CENTRE_MANAGER, "/api/v1/found-booklets", "{\"booklets\":[%s]}".formatted(range(order, 3, 3)));
        var count = post(CENTRE_MANAGER, "/api/v1/stock-counts", "{\"ranges\":[%s]}".formatted(range(order, 1, 2)));
        assertThat(count.required("absent").size()).isEqualTo(1);
        assertThat(count.required("isDone").booleanValue()).isFalse();

        id = UUID.randomUUID();
        post(
                BUYER,
                "/api/v1/orders/" + order + "/transfer-requests",
                "{\"from\":\"%s\",\"to\":\"%s\",\"booklets\":1}".formatted(LIBRARY, CENTRE));
        assertThat(done(call(BUYER, HttpMethod.GET, "/api/v1/orders/" + order + "/dormant-stock", ""))
                        .size())
                .isEqualTo(2);
        var key = "{\"fixedEach\":1,\"weights\":[{\"distributor\":\"%s\",\"weight\":3}],\"preview\":true}";
        assertThat(post(MANAGER, lots(order) + "/allocations", key.formatted(CENTRE))
                        .get(0)
                        .required("count")
                        .intValue())
                .isEqualTo(3);
        var tooMuch = key.replace("\"fixedEach\":1", "\"fixedEach\":4");
        assertThat(refused(
                        422, call(MANAGER, HttpMethod.POST, lots(order) + "/allocations", tooMuch.formatted(CENTRE))))
                .isEqualTo("FIXED_PART_EXCEEDS_STOCK");
        assertThat(post(
                                BUYER,
                                "/api/v1/orders/" + order + "/stock-withdrawals",
                                "{\"distributor\":\"%s\",\"booklets\":3}".formatted(LIBRARY))
                        .required("booklets")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("ce qui est mal écrit, inconnu ou interdit est dit à sa place")
    void what_is_wrong_is_told() throws Exception {
        var order = ground.activeOrder(1);
        var serial = ground.number(order, 1).serial();
        assertThat(refused(400, call(AGENT, HttpMethod.POST, "/api/v1/hand-overs", "{\"audience\":\"NOBODY\"}")))
                .isEqualTo("FIELDS_INVALID");
        assertThat(refused(422, call(AGENT, HttpMethod.POST, "/api/v1/hand-overs", "{\"presented\":\"0000 000 018\"}")))
                .isEqualTo("WRONG_CHECK_DIGIT");
        assertThat(refused(
                        403,
                        call(BUYER, HttpMethod.POST, "/api/v1/hand-overs", "{\"presented\":\"%s\"}".formatted(serial))))
                .isEqualTo("NOT_ALLOWED");
        assertThat(refused(404, call(STRANGE_MANAGER, HttpMethod.GET, "/api/v1/booklets/" + serial, "")))
                .isEqualTo("NOT_FOUND");
        assertThat(refused(400, call(MANAGER, HttpMethod.GET, "/api/v1/booklets/123", "")))
                .isEqualTo("FIELDS_INVALID");
        assertThat(refused(
                        400,
                        call(
                                MANAGER,
                                HttpMethod.POST,
                                "/api/v1/moves/" + id + "/receipt",
                                "{\"ranges\":[{\"first\":\"%s\",\"last\":\"%s\"}]}"
                                        .formatted(serial, new BookletNumber(1).serial()))))
                .isEqualTo(ground.number(order, 1).value() == 1 ? "NOT_FOUND" : "FIELDS_INVALID");
        assertThat(refused(
                        404,
                        call(
                                MANAGER,
                                HttpMethod.POST,
                                "/api/v1/moves/" + id + "/receipt",
                                "{\"numbers\":[\"%s\"]}".formatted(serial))))
                .isEqualTo("NOT_FOUND");
        assertThat(refused(
                        404,
                        call(
                                AGENT,
                                HttpMethod.GET,
                                "/api/v1/booklets/%s/letter".formatted(new BookletNumber(999_999_999).serial()),
                                "")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    @DisplayName("les clés publiques vérifient, sans rien demander, un chèque imprimé ici")
    void the_public_keys_verify() throws Exception {
        var published = call(AGENT, HttpMethod.GET, "/.well-known/fairpass-keys.json", "");
        assertThat(published.getContentType()).startsWith("application/json");
        var order = ground.madeOrder(1);
        var lot = ground.bean(Lots.class).get(ground.lot(order, 1).code());
        var voucher = ground.bean(VoucherQr.class)
                .voucher(new Generation(1), ground.number(order, 1).voucher(1), lot.terms());
        assertThat(VoucherQr.verify(
                        voucher.qr(), PublicKeys.parse(published.getContentAsString(StandardCharsets.UTF_8))))
                .isInstanceOf(VoucherQr.Verdict.Genuine.class);
    }
}

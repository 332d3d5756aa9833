package coop.fairpass.demo;

import coop.fairpass.Route;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.upload.Papers;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;

/** The true ids that the story left, put into addresses and forms; and what is in its tables. */
final class RouteValues {

    private static final String LATEST_APPLICATION = " FROM qualification.application ORDER BY number DESC LIMIT 1";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^}]*})*)?}");

    /** Of what the story has none: an id of nothing. */
    static final String NOTHING = "6f1c9b1e-52a3-4d5c-9a59-6f0a3f3f0d11";

    /**
     * Whose thing an address is about, another organisation of the same kind, and the words that only the first says.
     */
    record Owner(String kind, OrganisationId id, OrganisationId other, Set<String> words) {

        boolean isNamedIn(String text) {
            return !wordsIn(text).isEmpty();
        }

        List<String> wordsIn(String text) {
            return words.stream().filter(text::contains).toList();
        }
    }

    /** A role held where it is at home, near an owner. */
    record Neighbour(String kind, OrganisationId organisation, Role role) {}

    private final JdbcClient owner;
    private final Map<String, Owner> owners = new LinkedHashMap<>();
    private final Map<String, String> found = new LinkedHashMap<>();
    private final List<String> tables;

    RouteValues(LivedDemo demo) {
        owner = demo.owner();
        tables = owner.sql("""
                        SELECT schemaname || '.' || tablename
                          FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public', 'access', 'territory')
                           AND schemaname || '.' || tablename NOT IN ('directory.person', 'directory.membership',
                               'directory.api_key')
                         ORDER BY 1
                        """).query(String.class).list();
        owners.put("payer", payer("payer", Cast.DEPARTMENT, Cast.COMPANY));
        owners.put("company", payer("company", Cast.COMPANY, Cast.DEPARTMENT));
        var distributor = Cast.DISTRIBUTORS.getFirst();
        owners.put(
                "distributor",
                new Owner(
                        "distributor",
                        distributor.id(),
                        Cast.DISTRIBUTORS.get(1).id(),
                        words(distributor.name(), """
                                SELECT m.id::text FROM booklets.move m WHERE m.receiver = '%s'
                                """.formatted(distributor.id()))));
        var held = one("""
                SELECT r.provider::text FROM redemption.hold h JOIN redemption.redemption r USING (voucher, attempt)
                 ORDER BY h.voucher LIMIT 1
                """);
        owners.put("provider", provider("provider", held));
        owners.put("signalled", provider("signalled", one("""
                SELECT p.provider::text FROM places.signal s JOIN places.place p ON p.id = s.place ORDER BY s.id LIMIT 1
                """)));
        owners.put("candidate", provider("candidate", one("SELECT organisation::text" + LATEST_APPLICATION)));
        owners.put("cooperative", new Owner("cooperative", Cast.COOPERATIVE.id(), Cast.REGION.id(), Set.of()));
    }

    private Owner payer(String kind, Cast.Troupe payer, Cast.Troupe other) {
        return new Owner(kind, payer.id(), other.id(), words(payer.name(), """
                SELECT id::text FROM orders.voucher_order WHERE payer = '%1$s'
                 UNION SELECT number FROM orders.voucher_order WHERE payer = '%1$s'
                 UNION SELECT number FROM invoicing.document WHERE party = '%1$s'
                """.formatted(payer.id())));
    }

    private Owner provider(String kind, String id) {
        var provider = new OrganisationId(UUID.fromString(id));
        var other = Cast.provider(30).id();
        return new Owner(
                kind,
                provider,
                other.equals(provider) ? Cast.provider(29).id() : other,
                words(one("SELECT legal_name FROM directory.organisation WHERE id = '%s'".formatted(id)), """
                        SELECT number FROM settlement.statement WHERE provider = '%s'
                        """.formatted(
                                id)));
    }

    private Set<String> words(String name, String sql) {
        var words = new java.util.TreeSet<>(owner.sql(sql).query(String.class).list());
        words.add(name);
        return words;
    }

    private String one(String sql) {
        return found.computeIfAbsent(
                sql, _ -> owner.sql(sql).query(String.class).optional().orElse(NOTHING));
    }

    List<Neighbour> neighbours() {
        return List.of(
                new Neighbour("payer", Cast.DEPARTMENT.id(), Role.PAYER_BUYER),
                new Neighbour("funder", Cast.REGION.id(), Role.PAYER_BUYER),
                new Neighbour("distributor", Cast.DISTRIBUTORS.getFirst().id(), Role.DISTRIBUTOR_MANAGER),
                new Neighbour("distributor", Cast.DISTRIBUTORS.getFirst().id(), Role.DISTRIBUTOR_AGENT),
                new Neighbour("provider", Cast.provider(5).id(), Role.PROVIDER_ADMIN),
                new Neighbour("provider", Cast.provider(5).id(), Role.PROVIDER_STAFF),
                new Neighbour("provider", Cast.provider(5).id(), Role.LEGAL_REPRESENTATIVE));
    }

    // ── Whose ────────────────────────────────────────────────────────────────────────────────────────────────────

    private static final Pattern OF_THE_END =
            Pattern.compile("/bilan|/stock|joint-statement|/credit|/refunds|/set-offs|/closing|end-conf|stock-with");

    Owner owner(Route route) {
        var path = route.path().replace("/api/v1", "");
        var kind = OF_THE_END.matcher(path).find() && path.matches("/(commandes|orders|joint).*")
                ? "company"
                : path.matches("/(commandes|orders|quotes|documents|proofs|lots|fund).*")
                        ? "payer"
                        : path.matches("/(carnets|booklets|hand-overs|blocks|replac|moves|incidents|found|stock).*")
                                ? "distributor"
                                : path.matches("/(signal).*")
                                        ? "signalled"
                                        : path.matches("/(candidatures|devenir|applications).*")
                                                ? "candidate"
                                                : path.matches(
                                                                "/(banque|bank/|internal|payment-runs|books|fin-de-mois|lieux-demandes|hubs"
                                                                        + "|late-pay|tva|retards|listes|months|rates|reference"
                                                                        + "|settlement-runs|cooperative|coverage|catalogue"
                                                                        + "|referentiel|reclamations|bareme|arret|wind-down|debts|vat|zone|charters|questionnaires|rules|propositions).*")
                                                        ? "cooperative"
                                                        : "provider";
        return named(kind);
    }

    // ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────

    String address(Route route) {
        return VARIABLE.matcher(route.path())
                .replaceAll(match -> Matcher.quoteReplacement(value(route, match.group(1))));
    }

    /** The addresses whose variables name nothing in the story. */
    boolean namesNothing(Route route) {
        return address(route).contains(NOTHING);
    }

    private Owner named(String kind) {
        return Objects.requireNonNull(owners.get(kind), kind);
    }

    String query(Route route) {
        if (!route.method().equals(HttpMethod.GET)) {
            return "";
        }
        var asked = Arrays.stream(route.handler().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class)
                        && parameter.getType() == String.class
                        && parameter.getAnnotation(RequestParam.class).required()
                        && parameter
                                .getAnnotation(RequestParam.class)
                                .defaultValue()
                                .equals(ValueConstants.DEFAULT_NONE))
                .map(parameter -> parameter.getName() + "=" + fieldText(route, parameter.getName()))
                .map(written -> written.replace(" ", "%20"))
                .collect(Collectors.joining("&"));
        return asked.isEmpty() ? "" : "?" + asked;
    }

    String value(Route route, String variable) {
        var path = route.path();
        var of = owner(route);
        return switch (variable) {
            case "order" -> orderOf(of);
            case "id" -> id(path, of);
            case "lot" ->
                one("SELECT id::text FROM orders.lot WHERE voucher_order = '%s' ORDER BY place LIMIT 1"
                        .formatted(orderOf(named("payer"))));
            case "number" -> number(path, of);
            case "version", "line" -> "1";
            case "tag" -> "fr";
            case "funder" -> Cast.REGION.id().toString();
            case "serial" ->
                new BookletNumber(Long.parseLong(
                                one("""
                            SELECT booklet::text FROM booklets.hand_over WHERE distributor = '%s' ORDER BY booklet LIMIT 1
                            """.formatted(named("distributor").id()))))
                        .serial()
                        .replace(" ", "");
            case "report" ->
                one("SELECT id::text FROM booklets.loss_report WHERE desk = '%s' ORDER BY id LIMIT 1"
                        .formatted(of.id()));
            case "redemption" -> held();
            case "occasion" -> "answer";
            case "month" -> route.method().equals(HttpMethod.GET) ? "2026-08" : "2026-09";
            case "year" -> "2026";
            case "entry" -> one("SELECT id::text FROM bank.entry ORDER BY id LIMIT 1");
            case "file" -> one("SELECT id::text FROM bank.file ORDER BY id LIMIT 1");
            case "account" ->
                path.contains("books")
                        ? "512200"
                        : one("SELECT id::text FROM directory.bank_account ORDER BY id LIMIT 1");
            case "transfer" ->
                path.contains("internes")
                        ? one("SELECT id::text FROM bank.internal_transfer ORDER BY id LIMIT 1")
                        : one("SELECT t.id::text FROM bank.transfer t WHERE run = '%s' ORDER BY id LIMIT 1"
                                .formatted(run()));
            case "run" -> run();
            case "move" ->
                one("SELECT id::text FROM booklets.move WHERE receiver = '%s' ORDER BY id LIMIT 1".formatted(of.id()));
            case "offer" ->
                one("SELECT id::text FROM places.offer WHERE place = '%s' ORDER BY id LIMIT 1".formatted(placeOf(of)));
            case "provider" ->
                path.contains("/lieux/")
                        ? one("SELECT provider::text FROM places.identity ORDER BY 1 LIMIT 1")
                        : of.id().toString();
            case "organisation" -> of.id().toString();
            case "person" ->
                one("SELECT person::text FROM directory.membership WHERE organisation = '%s' LIMIT 1"
                        .formatted(of.id()));
            case "key" -> path.contains("/devenir") ? one("SELECT id::text" + LATEST_APPLICATION) : NOTHING;
            case "path" -> "structure";
            case "document" -> one("""
                    SELECT d.id::text
                      FROM qualification.application_document d
                      JOIN qualification.application a ON a.id = d.application
                     ORDER BY a.number DESC, d.id
                     LIMIT 1
                    """);
            case "dispute" -> path.contains("joint") ? one("SELECT id::text FROM expiry.dispute LIMIT 1") : NOTHING;
            case "role" -> Role.PROVIDER_STAFF.name();
            case "siret" -> "12345678200010";
            case "remark" ->
                path.contains("/rules/")
                        ? one("SELECT id::text FROM qualification.rule_remark LIMIT 1")
                        : one("SELECT id::text FROM catalogue.proposal_remark LIMIT 1");
            case "rule" -> path.startsWith("/api/") ? "charter" : "charte";
            case "code" -> "21231";
            case "text" -> "x";
            case "movement" -> one("SELECT movement FROM ledger.leg ORDER BY posting LIMIT 1");
            case "cause" -> one("SELECT cause::text FROM ledger.leg ORDER BY posting LIMIT 1");
            default -> NOTHING;
        };
    }

    private String id(String path, Owner of) {
        if (path.matches(".*/(commandes|orders)/\\{id.*")) {
            return orderOf(of);
        }
        if (path.contains("notre-lieu")) {
            return one("SELECT id::text FROM places.listed WHERE place IS NULL ORDER BY id LIMIT 1");
        }
        return switch (path.replaceAll("^(/api/v1)?/", "").replaceAll("/\\{id.*", "")) {
            case "mes-lieux", "lieux", "places" -> placeOf(of);
            case "signalements" -> one("SELECT id::text FROM places.signal ORDER BY id LIMIT 1");
            case "lieux-demandes" -> one("SELECT id::text FROM places.claim ORDER BY id LIMIT 1");
            case "reclamations" ->
                one("SELECT id::text FROM places.complaint ORDER BY answered_at NULLS FIRST, id LIMIT 1");
            case "listes-de-lieux" -> one("SELECT id::text FROM places.list_import LIMIT 1");
            case "candidatures", "applications" -> one("SELECT id::text" + LATEST_APPLICATION);
            case "avenants" -> one("SELECT id::text FROM qualification.amendment LIMIT 1");
            case "courriels/recus" -> one("SELECT id::text FROM mail.letter LIMIT 1");
            case "bank/files" -> one("SELECT id::text FROM bank.file ORDER BY id LIMIT 1");
            case "bank/entries" -> one("SELECT id::text FROM bank.entry ORDER BY id LIMIT 1");
            case "bank-accounts" -> one("SELECT id::text FROM directory.bank_account ORDER BY id LIMIT 1");
            case "internal-transfers" -> one("SELECT id::text FROM bank.internal_transfer ORDER BY id LIMIT 1");
            case "payment-runs" -> run();
            case "moves" -> one("SELECT id::text FROM booklets.move WHERE receiver = '%s' LIMIT 1".formatted(of.id()));
            case "lots" ->
                one("SELECT id::text FROM orders.lot WHERE voucher_order = '%s' ORDER BY place LIMIT 1"
                        .formatted(orderOf(named("payer"))));
            case "redemptions" -> held();
            case "catalogue/proposals" -> one("SELECT id::text FROM catalogue.proposal LIMIT 1");
            case "rules/{rule}/proposals" ->
                one("SELECT id::text FROM qualification.rule_proposal WHERE rule = 'CHARTER' LIMIT 1");
            case "organisations", "hubs" -> of.id().toString();
            default -> NOTHING;
        };
    }

    private String number(String path, Owner of) {
        if (path.contains("releves") || path.contains("statements")) {
            return one("SELECT number FROM settlement.statement WHERE provider = '%s' ORDER BY number LIMIT 1"
                    .formatted(of.id()));
        }
        if (path.contains("pieces") || path.contains("/documents")) {
            return one("SELECT number FROM invoicing.document WHERE party = '%s' AND kind = 'UPSTREAM_FEE' LIMIT 1"
                    .formatted(of.id()));
        }
        return path.contains("postings") ? one("SELECT posting::text FROM ledger.leg ORDER BY posting LIMIT 1") : "1";
    }

    private String orderOf(Owner of) {
        return one("SELECT id::text FROM orders.voucher_order WHERE payer = '%s' LIMIT 1".formatted(of.id()));
    }

    private String placeOf(Owner of) {
        return one("SELECT id::text FROM places.place WHERE provider = '%s' ORDER BY id LIMIT 1".formatted(of.id()));
    }

    private String run() {
        return one("SELECT id::text FROM bank.run ORDER BY number LIMIT 1");
    }

    private String held() {
        return owner.sql("SELECT voucher, attempt FROM redemption.hold ORDER BY voucher LIMIT 1")
                .query((row, _) -> new RedemptionId(row.getLong("voucher"), row.getInt("attempt")).toString())
                .single();
    }

    // ── What is sent ─────────────────────────────────────────────────────────────────────────────────────────────

    Map<String, String> fields(Route route) {
        var fields = new LinkedHashMap<String, String>();
        for (var parameter : route.handler().getParameters()) {
            if (parameter.isAnnotationPresent(RequestParam.class)
                    && !Map.class.isAssignableFrom(parameter.getType())
                    && parameter.getType() != MultipartFile.class) {
                var annotation = parameter.getAnnotation(RequestParam.class);
                var name = annotation.name().isEmpty() ? parameter.getName() : annotation.name();
                fields.put(name, fieldText(route, name));
            }
        }
        if (Arrays.stream(route.handler().getParameters())
                .anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getType()))) {
            OF_ANY_FORM.forEach(name -> fields.put(name, fieldText(route, name)));
        }
        return fields;
    }

    /** What is sent to those that read a whole form at once. */
    private static final List<String> OF_ANY_FORM = List.of(
            "id",
            "name",
            "reason",
            "words",
            "why",
            "answer",
            "body",
            "minutes",
            "record",
            "kind",
            "remark",
            "choice",
            "decision",
            "from",
            "effectiveOn",
            "zone",
            "most",
            "code",
            "telephone",
            "email",
            "hours",
            "price");

    Map<String, byte[]> files(Route route) {
        return Arrays.stream(route.handler().getParameters())
                .filter(parameter -> parameter.getType() == MultipartFile.class)
                .collect(Collectors.toMap(parameter -> parameter.getName(), _ -> Papers.page("Page")));
    }

    byte[] body(Route route) {
        return route.body()
                .filter(Class::isRecord)
                .map(type -> json(route, "", type))
                .orElse("{}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String json(Route route, String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            return Collection.class.isAssignableFrom(raw)
                    ? "[" + json(route, name, generic.getActualTypeArguments()[0]) + "]"
                    : raw == Optional.class ? json(route, name, generic.getActualTypeArguments()[0]) : "{}";
        }
        if (type instanceof Class<?> known && known.isRecord()) {
            return Arrays.stream(known.getRecordComponents())
                    .map(component -> "\"%s\":%s".formatted(component.getName(), json(route, component)))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true";
        }
        return type == String.class ? "\"" + fieldText(route, name) + "\"" : "1";
    }

    private String json(Route route, RecordComponent component) {
        return json(route, component.getName(), component.getGenericType());
    }

    private String fieldText(Route route, String name) {
        if (name.matches("(?i).*(on|day|until|from|asof|halfyear|before|after)") && !name.matches("reason|region")) {
            return "2026-09-15";
        }
        return switch (name) {
            case "vers", "after", "page", "cursor", "limit" -> "";
            case "month" -> "2026-09";
            case "order" -> orderOf(named("payer"));
            case "funder", "receiver", "to", "distributor", "provider", "organisation", "payer" ->
                owner(route).id().toString();
            case "place" -> placeOf(named("provider"));
            case "redemption" -> held();
            case "booklet", "booklets", "presented", "counted", "serial" -> value(route, "serial");
            case "first", "last" -> value(route, "serial");
            case "amount", "total", "price" -> "10,00";
            case "version", "keep", "line" -> "1";
            case "email" -> "quelqu-un@exemple.fr";
            case "iban" -> Cast.iban(77).toString();
            case "siret" -> "12345678200010";
            case "role", "roles" -> Role.PROVIDER_STAFF.name();
            case "person" -> value(route, "person");
            case "reason", "words", "why", "answer", "comment", "text", "name", "explanation" -> "Un essai.";
            case "service" -> "FP-COM-001";
            case "confirmed", "all", "same", "gives" -> "true";
            case "postalCode" -> "21000";
            case "commune", "search" -> "21231";
            case "state" -> route.path().contains("signal") ? "CORRECTED" : "TO_EXPLAIN";
            case "zone" -> "D:21";
            case "most" -> "3";
            case "kind" -> route.path().contains("propositions") ? "WITHDRAW" : "OTHER";
            case "remark" -> "COMMENT";
            case "choice", "decision" -> "REFUSE";
            case "code", "body", "minutes", "record" -> "FP-COM-001";
            default -> NOTHING;
        };
    }

    // ── What is in the tables ────────────────────────────────────────────────────────────────────────────────────

    /** Of each table, how many rows and the last that changed: what is added, changed or removed shows. */
    String state() {
        return String.join(
                "\n", states().entrySet().stream().map(Object::toString).toList());
    }

    /** The tables that are no longer as they were. */
    List<String> difference(String before) {
        var known = Set.of(before.split("\n"));
        return states().entrySet().stream()
                .map(Object::toString)
                .filter(line -> !known.contains(line))
                .toList();
    }

    private Map<String, String> states() {
        var sql = tables.stream()
                .map(table ->
                        "SELECT '%1$s' AS name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) AS state FROM %1$s"
                                .formatted(table))
                .collect(Collectors.joining("\nUNION ALL\n"));
        var states = new TreeMap<String, String>();
        owner.sql(sql)
                .query((row, _) -> states.put(row.getString("name"), row.getString("state")))
                .list();
        return states;
    }
}

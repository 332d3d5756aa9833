package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What programs may ask, described from the controllers that answer and served at {@code /openapi/v1.json} (OpenAPI
 * 3.1): every address, what it takes, what it gives, and the problems it may refuse with.
 */
@Configuration
@ConditionalOnWebApplication
class OpenApiDescription {

    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String KEY = "key";

    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400", "La demande, ou un de ses champs, n’est pas lisible. The request or a field cannot be read.",
            "401", "Sans clé connue. No known key.",
            "403", "Le rôle de la clé ne le permet pas. The key's role does not allow it.",
            "404", "Cela n’existe pas, ou n’est pas ouvert à cette clé. Unknown, or not open to this key.",
            "409", """
                    Deux demandes se sont croisées (« TRY_AGAIN ») : renvoyer telle quelle. Ou la clé d’idempotence a \
                    déjà servi pour autre chose (« ID_TAKEN »). Two requests met: send it again; or the idempotency key \
                    was used for something else.""",
            "413", "Trop volumineux. Too large.",
            "415", "Format non lu ici. Format not read here.",
            "422", "Une règle refuse ; « reason » dit laquelle. A rule refuses; reason says which.",
            "429", "Trop de demandes sans clé. Too many requests without a key.",
            "503", """
                    La base de données ne répond pas (« TRY_LATER ») : renvoyer la même demande avec la même clé \
                    d’idempotence. The database does not answer: send the same request again, with the same key."""));

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, NewId.class)
                .replaceWithSchema(YearMonth.class, new StringSchema().pattern("^\\d{4}-\\d{2}$"));
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Fairpass")
                        .version("1")
                        .license(new License().name("EUPL-1.2").identifier("EUPL-1.2"))
                        .description("""
                                Commander, remettre, valider et contrepayer des chèques de médiation numérique.
                                Les montants sont en centimes d’euro, entiers, et finissent par « Cents » ; les taux en
                                parties par million, et finissent par « Ppm » ; les jours s’écrivent 2026-12-31 et se
                                jugent à Paris. Ce qui crée prend l’en-tête « Idempotency-Key » : la même demande,
                                renvoyée avec la même clé, ne crée qu’une fois. Une longue liste vient par pages :
                                « next » se renvoie comme « after ». Un refus est un problème (RFC 9457) dont
                                « reason » est stable.

                                Order, hand over, redeem and settle vouchers. Amounts are whole cents; rates are parts
                                per million; days are judged in Paris. Whatever creates takes an Idempotency-Key; long
                                lists come in pages (next is sent back as after); a refusal is a problem (RFC 9457)
                                whose reason is stable."""))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("Clé d’API, montrée une fois. API key, shown once."))
                        .schemas(new TreeMap<>(problemSchemas())));
    }

    @SuppressWarnings("rawtypes") // as the library declares it
    private static Map<String, Schema> problemSchemas() {
        return ModelConverters.getInstance(true).readAll(new AnnotatedType(Problem.class));
    }

    /** Names of nested types carry the controller they are of, or two rooms' lines would be taken for each other. */
    @Bean
    ModelResolver namedByController(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new NestedNames()).openapi31(true);
    }

    private static final class NestedNames extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            var enclosing = type.getEnclosingClass();
            if (enclosing == null || !type.getName().startsWith("coop.fairpass.")) {
                return super.nameForClass(type, options);
            }
            return enclosing.getSimpleName().replaceFirst("Api$", "") + type.getSimpleName();
        }
    }

    @Bean
    OperationCustomizer problemsAndKeys() {
        return OpenApiDescription::complete;
    }

    private static Operation complete(Operation operation, HandlerMethod handler) {
        operation.setOperationId(handler.getBeanType().getSimpleName().replaceFirst("Api$", "") + "_"
                + handler.getMethod().getName());
        boolean creates = Arrays.asList(handler.getMethod().getParameterTypes()).contains(NewId.class);
        if (creates) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .required(false)
                    .schema(new StringSchema().maxLength(200))
                    .description("La même demande avec la même clé ne crée qu’une fois. Sent twice, created once."));
        }
        PROBLEMS.forEach((status, description) -> operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
        return operation;
    }

    /** Says which addresses ask for a key, and lists them in an order that does not change. */
    @Bean
    OpenApiCustomizer keysAndOrder() {
        return description -> {
            description.setServers(List.of());
            description
                    .getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        if (!isOpen(method, path)) {
                            operation.setSecurity(List.of(new SecurityRequirement().addList(KEY)));
                        }
                    }));
            var tags = description.getTags();
            if (tags != null) {
                tags.sort(Comparator.comparing(tag -> tag.getName()));
            }
        };
    }

    private static boolean isOpen(HttpMethod method, String path) {
        var open = switch (method) {
            case GET -> SiteSecurity.OPEN_TO_READ;
            case POST -> SiteSecurity.OPEN_TO_ASK;
            case PUT, PATCH, DELETE, HEAD, OPTIONS, TRACE -> new String[0];
        };
        var parser = PathPatternParser.defaultInstance;
        return Arrays.stream(open).anyMatch(one -> parser.parse(one).matches(PathContainer.parsePath(path)));
    }
}

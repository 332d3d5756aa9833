package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import jakarta.servlet.Filter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs that call the running application with their keys, through every filter, without a network. */
public final class Programs {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a call was answered. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Answer(int status, Optional<String> type, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The answer of a call that was done. */
        public JsonNode done() {
            assertThat(status).as(text()).isBetween(200, 299);
            return body.length > 0 && type.filter(one -> one.endsWith("json")).isPresent()
                    ? json()
                    : JSON.createObjectNode();
        }

        /** The stable reason of a call that was refused with a status. */
        public String refused(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            assertThat(type).as(text()).hasValue("application/problem+json");
            return json().required("reason").stringValue();
        }
    }

    private final TestApplication application;
    private final MockMvc site;

    public Programs(TestApplication application) {
        this.application = application;
        this.site = MockMvcBuilders.webAppContextSetup(application.context())
                .addFilters(
                        application.context().getBean("requestLimits", Filter.class),
                        application.context().getBean("springSecurityFilterChain", Filter.class))
                .build();
    }

    /** A key of an organisation, good for a month. */
    public String key(OrganisationId organisation, Role... roles) {
        return application
                .bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        organisation,
                        "essai",
                        Set.of(roles),
                        Paris.today(application.bean(Clock.class)).plusMonths(1),
                        Actor.CLOCK);
    }

    /** A file sent as it is. */
    public Answer send(String key, String path, MediaType type, byte[] file) {
        return call(Optional.of(key), HttpMethod.POST, path, Optional.of(type), file, Optional.empty());
    }

    public Answer get(String key, String path) {
        return call(Optional.of(key), HttpMethod.GET, path, Optional.empty(), new byte[0], Optional.empty());
    }

    public Answer post(String key, String path, String json) {
        return json(key, HttpMethod.POST, path, json);
    }

    public Answer json(String key, HttpMethod method, String path, String json) {
        return call(
                Optional.of(key),
                method,
                path,
                Optional.of(MediaType.APPLICATION_JSON),
                json.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    /** The same with an idempotency key. */
    public Answer postOnce(String key, String idempotencyKey, String path, String json) {
        return call(
                Optional.of(key),
                HttpMethod.POST,
                path,
                Optional.of(MediaType.APPLICATION_JSON),
                json.getBytes(StandardCharsets.UTF_8),
                Optional.of(idempotencyKey));
    }

    public Answer call(
            Optional<String> key,
            HttpMethod method,
            String path,
            Optional<MediaType> type,
            byte[] body,
            Optional<String> idempotencyKey) {
        var call = request(method, URI.create(path)).content(body);
        key.ifPresent(one -> call.header("Authorization", "Bearer " + one));
        type.ifPresent(call::contentType);
        idempotencyKey.ifPresent(one -> call.header("Idempotency-Key", one));
        try {
            var started = site.perform(call).andReturn();
            return answer(
                    started.getRequest().isAsyncStarted()
                            ? site.perform(asyncDispatch(started)).andReturn().getResponse()
                            : started.getResponse());
        } catch (Exception e) {
            throw new IllegalStateException("%s %s was not answered".formatted(method, path), e);
        }
    }

    private static Answer answer(MockHttpServletResponse response) {
        return new Answer(
                response.getStatus(),
                Optional.ofNullable(response.getContentType()).map(type -> type.replaceFirst(";.*", "")),
                response.getContentAsByteArray());
    }
}

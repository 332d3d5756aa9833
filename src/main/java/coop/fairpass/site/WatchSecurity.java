package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who watches the program. Anybody may ask whether it lives and whether it is ready, and learns one word; figures are
 * for a key of an operator; a session opens none of it, and no other address of Spring's actuator answers.
 */
@Configuration
@ConditionalOnWebApplication
class WatchSecurity {

    private static final String FIGURES = "/actuator/prometheus";

    @Bean
    @Order(-2)
    SecurityFilterChain figuresFilters(
            HttpSecurity http,
            ApiKeys keys,
            Clock clock,
            @Value("${fairpass.api.anonymous-per-minute:120}") int anonymousPerMinute) {
        var programs = SiteSecurity.forPrograms(http.securityMatcher(FIGURES));
        return SiteSecurity.withKeys(programs, keys, clock, anonymousPerMinute)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, FIGURES)
                        .access((who, _) -> new AuthorizationDecision(
                                who.get().getPrincipal() instanceof Actor actor && actor.has(Role.OPERATOR)))
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(-1)
    SecurityFilterChain healthFilters(HttpSecurity http) {
        return SiteSecurity.forPrograms(http.securityMatcher("/actuator", "/actuator/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/actuator/health/liveness", "/actuator/health/readiness")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }
}

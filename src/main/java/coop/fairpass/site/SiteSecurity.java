package coop.fairpass.site;

import coop.fairpass.access.AccessFilters;
import coop.fairpass.access.DeviceTime;
import coop.fairpass.access.SignedIn;
import coop.fairpass.access.WayBack;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.People;
import coop.fairpass.web.PlainProblem;
import coop.fairpass.web.WebReason;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who comes in. Programs show a key at each call; people hold a session and every form carries a token. What each may
 * then see and do is decided by the use cases, from the role in the organisation.
 */
@Configuration
@ConditionalOnWebApplication
class SiteSecurity {

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** Only the page that reads vouchers may ask for the camera. */
    private static final String CAMERA_PAGE = "/cheques/accepter";

    /** Only the map alone may stand within the page of another site. */
    private static final String FRAMED_PAGE = "/carte/integrer";

    private static final Pattern POSITION_PAGE = Pattern.compile("/mes-lieux/[^/]+/position");

    /** What a program may read without a key. */
    static final String[] OPEN_TO_READ = {
        "/api/v1/coverage",
        "/api/v1/wind-down",
        "/api/v1/settlement-dates",
        "/api/v1/catalogue",
        "/api/v1/catalogue/**",
        "/api/v1/questionnaires",
        "/api/v1/questionnaires/*",
        "/api/v1/charters",
        "/api/v1/charters/*",
        "/api/v1/rules/**",
        "/api/v1/zone-limits",
        "/api/v1/places",
        "/api/v1/places/*",
        "/api/v1/territory/**"
    };

    /** What a program may ask without a key; nothing is kept of it. */
    static final String[] OPEN_TO_ASK = {"/api/v1/estimates", "/api/v1/vouchers/look"};

    @Bean
    @Order(1)
    SecurityFilterChain programFilters(
            HttpSecurity http,
            ApiKeys keys,
            Clock clock,
            @Value("${fairpass.api.anonymous-per-minute:120}") int anonymousPerMinute) {
        return withKeys(forPrograms(http.securityMatcher("/api/**")), keys, clock, anonymousPerMinute)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                // a file that is written as it goes comes back here once, already allowed
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN_TO_READ)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, OPEN_TO_ASK)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** No session and no form: a program is refused by a problem. */
    static HttpSecurity forPrograms(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (_, response, _) -> PlainProblem.write(response, 401, WebReason.NOT_SIGNED_IN))
                        .accessDeniedHandler(
                                (_, response, _) -> PlainProblem.write(response, 403, WebReason.NOT_ALLOWED)));
    }

    /** Its key says who it is; without one, it asks so many times a minute. */
    static HttpSecurity withKeys(HttpSecurity http, ApiKeys keys, Clock clock, int anonymousPerMinute) {
        return http.addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .addFilterAfter(new AnonymousThrottle(clock, anonymousPerMinute), ApiKeyFilter.class);
    }

    @Bean
    @Order(2)
    SecurityFilterChain peopleFilters(
            HttpSecurity http,
            People people,
            DeviceTime time,
            AccessFilters access,
            @Value("${fairpass.development-sign-in:false}") boolean developmentSignIn) {
        return access.withIdentityProvider(access.withPasskeys(http))
                .addFilterBefore(new SeatNow(people, access, time), AnonymousAuthenticationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens()).ignoringRequestMatchers("/courriels/*"))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/", "/entrer", "/entrer/*", "/sortir", "/devis", "/verifier/**", "/Q/**")
                        .permitAll()
                        .requestMatchers("/accessibilite", "/confidentialite", "/plan-du-site", "/langue/*")
                        .permitAll()
                        .requestMatchers("/mes-cheques", "/mes-cheques/**")
                        .permitAll()
                        .requestMatchers(access.open())
                        .permitAll()
                        .requestMatchers("/courriels", "/courriels/**")
                        .permitAll()
                        .requestMatchers("/fonds", "/fonds/**", "/calendrier")
                        .permitAll()
                        .requestMatchers("/regles", "/bareme", "/sans-reseau", "/arret-progressif")
                        .permitAll()
                        // A file is opened by its secret address, or by its id for those who have come in.
                        .requestMatchers("/devenir", "/devenir/**", "/questionnaire", "/questionnaire/*")
                        .permitAll()
                        .requestMatchers("/propositions/*", "/propositions/*/*")
                        .permitAll()
                        .requestMatchers("/charte", "/charte/*", "/zones-limitees", "/referentiel", "/referentiel/**")
                        .permitAll()
                        .requestMatchers("/lieux", "/lieux/**", "/carte", "/carte/**", "/donnees", "/donnees/**")
                        .permitAll()
                        .requestMatchers(
                                "/styles/**",
                                "/fonts/**",
                                "/scripts/**",
                                "/images/**",
                                "/favicon.svg",
                                "/guichet.webmanifest",
                                "/guichet-en.webmanifest",
                                "/cheques/guichet.js",
                                "/.well-known/**")
                        .permitAll()
                        .requestMatchers("/openapi/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                        (request, response, _) -> response.sendRedirect(doorOf(request, developmentSignIn))))
                .logout(logout -> logout.logoutUrl("/sortir")
                        // Whoever leaves leaves nothing in the browser: neither the desk's copy nor its key.
                        .addLogoutHandler((_, response, _) -> response.setHeader("Clear-Site-Data", "\"storage\""))
                        .logoutSuccessUrl("/"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        // The map alone may stand within the page of anybody, as its own policy says.
                        .frameOptions(frames -> frames.disable())
                        .addHeaderWriter((request, response) -> {
                            if (!request.getRequestURI().equals(FRAMED_PAGE)) {
                                response.setHeader("X-Frame-Options", "DENY");
                            }
                        })
                        // The address of a scanned voucher holds its code: it is told to nobody.
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter((request, response) ->
                                response.setHeader("Permissions-Policy", mayUse(request.getRequestURI()))))
                .build();
    }

    /** What a device may be asked for: its camera at the desk, its position where one says where a place is. */
    private static String mayUse(String path) {
        return "camera=(%s), microphone=(), geolocation=(%s)"
                .formatted(
                        path.equals(CAMERA_PAGE) ? "self" : "",
                        POSITION_PAGE.matcher(path).matches() ? "self" : "");
    }

    /** Where whoever is not in, or not wholly, is sent; back where they were going afterwards. */
    private static String doorOf(HttpServletRequest request, boolean developmentSignIn) {
        var target = request.getMethod().equals("GET") ? WayBack.query(request.getRequestURI()) : "";
        if (developmentSignIn && SignedIn.of(request).isEmpty()) {
            return "/entrer" + target;
        }
        return (SignedIn.of(request).isPresent() ? "/connexion/suite" : "/connexion") + target;
    }

    /** A form’s token is in a cookie that scripts cannot read: a visitor who fills in a form needs no session. */
    private static CookieCsrfTokenRepository tokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("fairpass-form");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    /** An address that hides another one is refused before any filter, to a program as a problem. */
    @Bean
    RequestRejectedHandler hiddenAddresses() {
        return (request, response, _) -> {
            if (PlainProblem.isForAProgram(request)) {
                PlainProblem.write(response, 400, WebReason.MALFORMED_REQUEST);
            } else {
                response.sendError(400);
            }
        };
    }
}

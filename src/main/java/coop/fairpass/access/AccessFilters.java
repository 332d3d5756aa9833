package coop.fairpass.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.stereotype.Component;

/** Adds to the filters of people what answers passkeys. */
@Component
public class AccessFilters {

    private final OpenSession openSession;

    AccessFilters(OpenSession openSession) {
        this.openSession = openSession;
    }

    /** Addresses open to whoever is not in yet. */
    public String[] open() {
        return new String[] {
            "/connexion",
            "/connexion/**",
            "/compte",
            "/compte/**",
            Invitations.PATH + "*",
            AskForNewPassword.PATH + "*",
            "/webauthn/authenticate/options",
            "/login/webauthn"
        };
    }

    public HttpSecurity withPasskeys(HttpSecurity http) {
        return http.webAuthn(passkeys -> passkeys.disableDefaultRegistrationPage(true)
                .withObjectPostProcessor(new ObjectPostProcessor<WebAuthnAuthenticationFilter>() {
                    @Override
                    public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
                        filter.setAuthenticationSuccessHandler((request, response, known) -> {
                            openSession.open(
                                    UUID.fromString(known.getName()),
                                    Optional.empty(),
                                    Set.of(Factor.PASSKEY),
                                    request,
                                    response);
                            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                            response.getWriter().write("{\"authenticated\":true}");
                        });
                        return filter;
                    }
                }));
    }
}

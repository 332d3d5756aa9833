package coop.fairpass.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.stereotype.Component;

/** Adds to the filters of people what answers passkeys. */
@Component
public class AccessFilters {

    private static final String NOT_KNOWN = "/connexion?inconnu";

    private final OpenSession openSession;
    private final ChangeSecondFactor changeSecondFactor;
    private final Identities identities;
    private final Optional<IdentityProvider> provider;

    AccessFilters(
            OpenSession openSession,
            ChangeSecondFactor changeSecondFactor,
            Identities identities,
            Optional<IdentityProvider> provider) {
        this.openSession = openSession;
        this.changeSecondFactor = changeSecondFactor;
        this.identities = identities;
        this.provider = provider;
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
            ChangeAddress.PATH + "*",
            "/oauth2/authorization/" + IdentityProviderConfiguration.REGISTRATION,
            "/login/oauth2/code/*",
            "/webauthn/authenticate/options",
            "/login/webauthn"
        };
    }

    /** Whether a device of theirs may be learnt now. */
    public boolean mayLearnAPasskey(SignedIn signedIn) {
        return changeSecondFactor.isOpenTo(signedIn);
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

    /** Lets people in by the provider that the operator named, if there is one. */
    public HttpSecurity withIdentityProvider(HttpSecurity http) {
        return provider.isEmpty()
                ? http
                : http.oauth2Login(login -> login.loginPage("/connexion")
                        .userInfoEndpoint(said -> said.oidcUserService(new ProvidedUser()))
                        .successHandler((request, response, known) -> enter(known, request, response))
                        .failureUrl(NOT_KNOWN));
    }

    private void enter(Authentication known, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var user = (OidcUser) Objects.requireNonNull(known.getPrincipal());
        var email = Boolean.FALSE.equals(user.getClaims().get("email_verified"))
                ? Optional.<String>empty()
                : Optional.ofNullable(user.getEmail());
        var person = identities.person(
                Objects.requireNonNull(user.getIssuer()).toString(), Objects.requireNonNull(user.getSubject()), email);
        if (person.isEmpty()) {
            request.getSession().invalidate();
            response.sendRedirect(NOT_KNOWN);
            return;
        }
        var methods = user.getIdToken().getAuthenticationMethods();
        var factors = methods != null && methods.contains("mfa")
                ? Set.of(Factor.IDENTITY_PROVIDER, Factor.CODE)
                : Set.of(Factor.IDENTITY_PROVIDER);
        openSession.open(person.get(), Optional.empty(), factors, request, response);
        response.sendRedirect(
                "/connexion/suite" + WayBack.query(WayBack.take(request).orElse("")));
    }
}

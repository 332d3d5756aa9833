package coop.fairpass.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the provider says of a person, read as JSON or as a signed JWT: ProConnect answers the second, which Spring does
 * not read by itself.
 */
final class ProvidedUser implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestClient http;

    ProvidedUser() {
        var requests = new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        http = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var idToken = request.getIdToken();
        var claims = claims(request);
        if (!Objects.equals(idToken.getSubject(), claims.get("sub"))) {
            throw refused("the provider speaks of somebody else", null);
        }
        return new DefaultOidcUser(List.of(), idToken, new OidcUserInfo(claims));
    }

    private Map<String, Object> claims(OidcUserRequest request) {
        var provider = request.getClientRegistration().getProviderDetails();
        try {
            var said = http.get()
                    .uri(Objects.requireNonNull(provider.getUserInfoEndpoint().getUri()))
                    .header(
                            HttpHeaders.AUTHORIZATION,
                            "Bearer " + request.getAccessToken().getTokenValue())
                    .retrieve()
                    .body(String.class);
            if (said == null) {
                throw refused("the provider says nothing", null);
            }
            return said.stripLeading().startsWith("{")
                    ? JSON.readValue(
                            said, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class))
                    : NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(provider.getJwkSetUri()))
                            .build()
                            .decode(said.strip())
                            .getClaims();
        } catch (RestClientException | JacksonException | JwtException e) {
            throw refused("what the provider says cannot be read", e);
        }
    }

    private static OAuth2AuthenticationException refused(
            String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info", why, null), why, cause);
    }
}

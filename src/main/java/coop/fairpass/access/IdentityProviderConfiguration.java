package coop.fairpass.access;

import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;

/**
 * A provider of identity, when the operator names one. Its addresses are given one by one rather than discovered, so
 * that the site starts whether or not the provider answers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty("fairpass.oidc.client-id")
class IdentityProviderConfiguration {

    static final String REGISTRATION = "identite";

    @Bean
    IdentityProvider identityProvider(@Value("${fairpass.oidc.label:ProConnect}") String label) {
        return new IdentityProvider(label);
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(
            @Value("${fairpass.oidc.client-id}") String clientId,
            @Value("${fairpass.oidc.client-secret}") String clientSecret,
            @Value("${fairpass.oidc.issuer}") String issuer,
            @Value("${fairpass.oidc.authorization}") String authorization,
            @Value("${fairpass.oidc.token}") String token,
            @Value("${fairpass.oidc.userinfo}") String userInfo,
            @Value("${fairpass.oidc.keys}") String keys,
            @Value("${fairpass.oidc.scopes:openid email}") String scopes,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") String publicAddress) {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(publicAddress + "/login/oauth2/code/" + REGISTRATION)
                .scope(Arrays.stream(scopes.strip().split("\\s+")).toList())
                .authorizationUri(authorization)
                .tokenUri(token)
                .userInfoUri(userInfo)
                .jwkSetUri(keys)
                .issuerUri(issuer)
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .build());
    }
}

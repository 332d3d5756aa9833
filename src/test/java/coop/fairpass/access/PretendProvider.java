package coop.fairpass.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A provider of identity that vouches for whoever it is told to, and signs what it says of them as ProConnect does. */
final class PretendProvider implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private volatile String subject = "";
    private volatile String email = "";
    private volatile List<String> methods = List.of();
    private volatile boolean speaksOfAnother;
    private volatile String nonce = "";

    PretendProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", exchange -> answer(exchange, "application/json", token()));
        server.createContext("/userinfo", exchange -> answer(exchange, "application/jwt", userInfo()));
        server.createContext(
                "/keys", exchange -> answer(exchange, "application/json", new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    Map<String, Object> settings() {
        return Map.of(
                "fairpass.oidc.client-id", "fairpass",
                "fairpass.oidc.client-secret", "secret",
                "fairpass.oidc.issuer", address(),
                "fairpass.oidc.authorization", address() + "/authorize",
                "fairpass.oidc.token", address() + "/token",
                "fairpass.oidc.userinfo", address() + "/userinfo",
                "fairpass.oidc.keys", address() + "/keys");
    }

    void vouchFor(String newSubject, String newEmail, String... shown) {
        subject = newSubject;
        email = newEmail;
        methods = List.of(shown);
        speaksOfAnother = false;
    }

    void speakOfAnother() {
        speaksOfAnother = true;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        nonce = asked.getOrDefault("nonce", "");
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + "?code=once&state="
                                + java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String token() {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address())
                .subject(subject)
                .audience("fairpass")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", nonce)
                .claim("amr", methods)
                .build();
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"%s\"}"
                .formatted(signed(claims));
    }

    private String userInfo() {
        return signed(new JWTClaimsSet.Builder()
                .subject(speaksOfAnother ? "another" : subject)
                .claim("email", email)
                .build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

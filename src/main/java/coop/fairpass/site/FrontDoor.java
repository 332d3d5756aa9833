package coop.fairpass.site;

import coop.fairpass.web.PlainProblem;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What stands between the network and the program. Who calls is the address of the socket; what {@code X-Forwarded-For}
 * and {@code X-Forwarded-Proto} say counts only when the socket is that of a proxy the operator named in
 * {@code FAIRPASS_TRUSTED_PROXIES}, for anybody can write them. And the address of a scanned voucher, which holds its
 * code, or of a candidate's file, which holds its secret, never enters an access log, whoever turns one on.
 */
@Configuration
@ConditionalOnWebApplication
class FrontDoor {

    /** A request that carries this is not written into an access log. */
    private static final String UNLOGGED = "fairpass.unlogged";

    private static final String RETRY_AFTER_SECONDS = "5";

    /** Addresses that hold a secret: a voucher’s code, a link sent by mail. */
    private static final List<String> SECRET =
            List.of("/Q/", "/devenir/", "/invitation/", "/nouveau-mot-de-passe/", "/courriels/");

    /**
     * @param trustedProxies addresses, not names, separated by commas: {@code 127.0.0.1,::1}; empty without a proxy
     * @throws IllegalArgumentException at the start, when one is not an address
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // after Spring Boot has made the access log, if one was asked for
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxiesAndDiscreetLogs(
            @Value("${fairpass.trusted-proxies:}") String trustedProxies) {
        return tomcat -> {
            tomcat.addEngineValves(new SecretAddresses());
            if (!trustedProxies.isBlank()) {
                var proxies = new RemoteIpValve();
                proxies.setInternalProxies(pattern(trustedProxies));
                proxies.setRemoteIpHeader("X-Forwarded-For");
                proxies.setProtocolHeader("X-Forwarded-Proto");
                tomcat.addEngineValves(proxies);
            }
            tomcat.getEngineValves().stream()
                    .filter(AccessLogValve.class::isInstance)
                    .map(AccessLogValve.class::cast)
                    .forEach(log -> log.setConditionUnless(UNLOGGED));
        };
    }

    /** Answers what comes while the site closes; outermost, for nothing within is sure to be there any more. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> closingAnswer(Closing closing) {
        return tomcat -> tomcat.addEngineValves(closing);
    }

    @Bean
    Closing closing() {
        return new Closing();
    }

    /** These addresses and no other, as Tomcat writes that of a socket. */
    static String pattern(String trustedProxies) {
        return Arrays.stream(trustedProxies.split(","))
                .map(one -> address(one.strip()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private static String address(String written) {
        var address = InetAddress.ofLiteral(written);
        var socket = address.getHostAddress();
        if (address instanceof Inet4Address && !socket.equals(written)) {
            throw new IllegalArgumentException("not a whole address: " + written); // 10.1 would be read as 10.0.0.1
        }
        return socket;
    }

    /** Marks the requests whose address is a secret. */
    private static final class SecretAddresses extends ValveBase {

        SecretAddresses() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var address = request.getDecodedRequestURI();
            if (address != null && SECRET.stream().anyMatch(address::startsWith)) {
                request.setAttribute(UNLOGGED, true);
            }
            getNext().invoke(request, response);
        }
    }

    /**
     * A connection that is kept open can bring one more request after the site began to close. Tomcat would answer that
     * it is malformed, without having read it, and its sender would give up: it is told to send it again.
     */
    static final class Closing extends ValveBase implements ApplicationListener<ContextClosedEvent> {

        private volatile boolean isClosing;

        Closing() {
            super(true);
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            isClosing = true;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (!isClosing) {
                getNext().invoke(request, response);
                return;
            }
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            if (PlainProblem.isForAProgram(request)) {
                PlainProblem.write(response, HttpStatus.SERVICE_UNAVAILABLE.value(), WebReason.CLOSING);
            } else {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                response.setContentType("text/plain;charset=UTF-8");
                response.getWriter().write(Sentences.of(WebReason.CLOSING));
            }
        }
    }
}

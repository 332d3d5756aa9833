package coop.fairpass.mail;

import java.time.Clock;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Who carries mail: the server the operator named, the mailbox of a demonstration, or nobody: then mail waits. */
@Configuration(proxyBeanMethods = false)
class PostmanConfiguration {

    private static final String TEN_SECONDS = "10000";

    /** Where mail goes nowhere: the demonstration sets it, an operator never does. */
    @Bean
    @ConditionalOnProperty("fairpass.mailbox")
    Mailbox mailbox(Clock clock) {
        return new Mailbox(clock);
    }

    /**
     * The operator's server; nobody when none is named. Decided here rather than by a condition: a start that was
     * prepared holds for both.
     *
     * @param address {@code host:port}
     * @param security {@code starttls} (never plain text after the greeting), {@code tls} from the first byte, or
     *     {@code none} for a server on the same machine
     */
    @Bean
    @Nullable
    Postman smtp(
            @Value("${fairpass.smtp.address:}") String address,
            @Value("${fairpass.smtp.user:}") String user,
            @Value("${fairpass.smtp.password:}") String password,
            @Value("${fairpass.smtp.security:starttls}") String security,
            @Value("${fairpass.smtp.from:}") String from) {
        if (address.isEmpty()) {
            return null;
        }
        if (from.isEmpty()) {
            throw new IllegalArgumentException("FAIRPASS_SMTP_FROM is needed with FAIRPASS_SMTP_ADDRESS");
        }
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("FAIRPASS_SMTP_ADDRESS is host:port, not " + address);
        }
        var server = new JavaMailSenderImpl();
        server.setHost(address.substring(0, colon));
        server.setPort(Integer.parseInt(address.substring(colon + 1)));
        server.setDefaultEncoding("UTF-8");
        if (!user.isEmpty()) {
            server.setUsername(user);
            server.setPassword(password);
        }
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", TEN_SECONDS);
        properties.put("mail.smtp.timeout", TEN_SECONDS);
        properties.put("mail.smtp.writetimeout", TEN_SECONDS);
        properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
        switch (security) {
            case "starttls" -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case "tls" -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case "none" -> properties.put("mail.smtp.starttls.enable", "false");
            default ->
                throw new IllegalArgumentException("FAIRPASS_SMTP_SECURITY is starttls, tls or none, not " + security);
        }
        server.setJavaMailProperties(properties);
        return new SmtpPostman(server, from);
    }
}

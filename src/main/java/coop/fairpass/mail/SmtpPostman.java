package coop.fairpass.mail;

import jakarta.mail.MessagingException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Gives mail to the SMTP server that the operator named. */
final class SmtpPostman implements Postman {

    private final JavaMailSender server;
    private final String from;

    SmtpPostman(JavaMailSender server, String from) {
        this.server = server;
        this.from = from;
    }

    @Override
    public void carry(RenderedLetter letter) {
        var message = server.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from, "Fairpass");
            helper.setTo(letter.recipient());
            helper.setSubject(letter.subject());
            helper.setText(letter.text(), letter.html());
            // The same mail sent twice by accident is one for whoever sorts by this.
            message.setHeader("X-Fairpass-Letter", letter.id().toString());
            message.setHeader("Auto-Submitted", "auto-generated");
            if (letter.stopAddress().isPresent()) {
                // One click, in the reader's own mail program (RFC 8058).
                message.setHeader("List-Unsubscribe", "<" + letter.stopAddress().get() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("the mail cannot be written", e);
        }
        server.send(message);
    }
}

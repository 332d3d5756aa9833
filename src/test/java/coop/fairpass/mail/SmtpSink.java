package coop.fairpass.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that keeps what it is given, or refuses it: enough of SMTP for one client. */
final class SmtpSink implements AutoCloseable {

    /** A mail as its reader’s program sees it. */
    record Mail(MimeMessage message, String text, String html) {

        String to() {
            return header("To");
        }

        String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        String header(String name) {
            try {
                var values = message.getHeader(name);
                return values == null ? "" : values[0];
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Mail> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refusing;

    SmtpSink() throws IOException {
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    void refuse(boolean all) {
        refusing = all;
    }

    List<Mail> received() {
        return List.copyOf(received);
    }

    int refused() {
        return refused.get();
    }

    private void listen() {
        while (!door.isClosed()) {
            try (var client = door.accept()) {
                serve(client);
            } catch (IOException e) {
                // closed by the test, or a client that went away
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = client.getOutputStream();
        say(out, "220 sink");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var verb = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO", "HELO" -> say(out, "250 sink");
                case "RCPT" -> {
                    if (refusing) {
                        refused.incrementAndGet();
                        say(out, "451 not now");
                    } else {
                        say(out, "250 ok");
                    }
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    received.add(read(in));
                    say(out, "250 kept");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static Mail read(BufferedReader in) throws IOException {
        var raw = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            raw.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
        }
        try {
            var message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.toString().getBytes(StandardCharsets.UTF_8)));
            return new Mail(message, part(message.getContent(), "text/plain"), part(message.getContent(), "text/html"));
        } catch (MessagingException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String part(Object content, String type) throws IOException, MessagingException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType(type)) {
                    return part.getContent().toString();
                }
                var inside = part(part.getContent(), type);
                if (!inside.isEmpty()) {
                    return inside;
                }
            }
        }
        return "";
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

package coop.fairpass.mail;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Un courriel est écrit avec le fait, part après, et ne se perd pas")
@ExtendWith(TestDatabase.class)
class LettersTest {

    private static final String READER = "accueil@exemple.coop";

    private final MovableClock clock = MovableClock.at("2027-03-01T09:00");

    private TestApplication start(Db db, Path home, SmtpSink smtp) {
        var settings = new HashMap<String, Object>(Map.of(
                "fairpass.home", home.toString(),
                "fairpass.public-address", "https://cheques.exemple.coop",
                "fairpass.smtp.from", "ne-pas-repondre@exemple.coop",
                "fairpass.smtp.security", "none"));
        settings.put("fairpass.smtp.address", "127.0.0.1:" + smtp.port());
        return TestApplication.start(db, clock, settings);
    }

    private static Letter letter(UUID id, MailKind kind) {
        return new Letter(
                id,
                READER,
                kind,
                "Lot activé : c’est prêt",
                List.of("Vos chèques <valent> maintenant.", "À bientôt."),
                Optional.of(new Letter.Link("Voir la commande", "/commandes")));
    }

    private static void write(TestApplication site, Letter letter) {
        site.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> site.bean(Letters.class).write(letter));
    }

    @Test
    @DisplayName(
            "par SMTP, les mêmes mots en texte et en HTML ; écrit deux fois, parti une fois ; ses mots sont effacés")
    void sent_once(Db db, @TempDir Path home) throws Exception {
        try (var smtp = new SmtpSink();
                var site = start(db, home, smtp)) {
            var id = UUID.randomUUID();
            write(site, letter(id, MailKind.DUE));
            write(site, letter(id, MailKind.DUE));
            site.bean(SendLetters.class).sendAll();
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).hasSize(1);
            var mail = smtp.received().getFirst();
            assertThat(mail.to()).isEqualTo(READER);
            assertThat(mail.subject()).isEqualTo("Lot activé : c’est prêt");
            assertThat(mail.text())
                    .contains("Vos chèques <valent> maintenant.", "https://cheques.exemple.coop/commandes")
                    .doesNotContain("Ne plus recevoir");
            assertThat(mail.html())
                    .contains(
                            "Vos chèques &lt;valent&gt; maintenant.", "href=\"https://cheques.exemple.coop/commandes\"")
                    .doesNotContain("<img", "<script");
            assertThat(mail.header("List-Unsubscribe")).isEmpty();
            assertThat(db.jdbc()
                            .sql("SELECT words = '{}' AND link IS NULL AND sent_at IS NOT NULL FROM mail.letter")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("transaction manquée, rien d’écrit ; serveur qui refuse, on réessaie, puis on renonce et on le compte")
    void tried_again(Db db, @TempDir Path home) throws Exception {
        try (var smtp = new SmtpSink();
                var site = start(db, home, smtp)) {
            site.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                site.bean(Letters.class).write(letter(UUID.randomUUID(), MailKind.DUE));
                status.setRollbackOnly();
            });
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).isEmpty();

            write(site, letter(UUID.randomUUID(), MailKind.DUE));
            smtp.refuse(true);
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.refused()).isEqualTo(1);
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.refused()).as("not before its time").isEqualTo(1);
            clock.advance(Letters.waitAfter(1));
            smtp.refuse(false);
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).hasSize(1);

            write(site, letter(UUID.randomUUID(), MailKind.DUE));
            smtp.refuse(true);
            for (int i = 0; i < 20; i++) {
                site.bean(SendLetters.class).sendAll();
                clock.advance(Duration.ofHours(6));
            }
            assertThat(smtp.refused()).isEqualTo(1 + 12);
            assertThat(site.bean(Letters.class).count()).isEqualTo(new Letters.Count(0, 1));
        }
    }

    @Test
    @DisplayName("un rappel s’arrête d’un clic, dans le lecteur de courriel ou sur la page ; ce qui est dû, non")
    void stopped(Db db, @TempDir Path home) throws Exception {
        try (var smtp = new SmtpSink();
                var site = start(db, home, smtp);
                var visitor = new Visitor(site)) {
            write(site, letter(UUID.randomUUID(), MailKind.REMINDER));
            site.bean(SendLetters.class).sendAll();
            var mail = smtp.received().getFirst();
            assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
            var address = mail.header("List-Unsubscribe").replaceAll("[<>]", "");
            var path = address.substring("https://cheques.exemple.coop".length());
            var page = visitor.read(path);
            assertThat(page.text()).contains("Vous recevez des rappels");
            assertThat(visitor.send(page, path + "/choix", Map.of()).text()).contains("Vous ne recevez plus de rappel");
            write(site, letter(UUID.randomUUID(), MailKind.REMINDER));
            write(site, letter(UUID.randomUUID(), MailKind.DUE));
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).hasSize(2);
            visitor.send(visitor.read(path), path + "/choix", Map.of());
            write(site, letter(UUID.randomUUID(), MailKind.REMINDER));
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).hasSize(3);
            // the mail program does it alone, without cookie nor token
            var oneClick = java.net.http.HttpClient.newHttpClient()
                    .send(
                            java.net.http.HttpRequest.newBuilder(site.url(path))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                            "List-Unsubscribe=One-Click"))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(oneClick.statusCode()).isEqualTo(200);
            write(site, letter(UUID.randomUUID(), MailKind.REMINDER));
            site.bean(SendLetters.class).sendAll();
            assertThat(smtp.received()).hasSize(3);
            assertThat(visitor.read("/courriels/unknown").status()).isEqualTo(404);
            assertThat(visitor.read("/courriels").status())
                    .as("a real instance shows nobody’s mail")
                    .isEqualTo(404);
        }
    }
}

package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import coop.fairpass.TestApplication;
import coop.fairpass.access.Invitations;
import coop.fairpass.demo.Cast.Player;
import coop.fairpass.mail.Mailbox;
import coop.fairpass.mail.SendLetters;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door that everybody uses: an invitation by mail, a password, a second factor where a role asks one. The mails are
 * read in the mailbox of the demonstration.
 */
final class FrontDoor {

    private static final String PASSWORD = "quatre mots sans lien";
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    private final TestApplication application;
    private final JdbcClient owner;
    private final Map<Player, String> recovery = new HashMap<>();

    /** @param owner SQL as the owner, which gives people of the story an address */
    FrontDoor(TestApplication application, JdbcClient owner) {
        this.application = application;
        this.owner = owner;
    }

    /** Invited, they choose a password, leave, and come back in by it; {@code look} is shown each page on the way. */
    void enter(Page page, Player player, Consumer<Page> look) {
        page.navigate(address(invited(player)));
        look.accept(page);
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.getByLabel("Le même, encore une fois").fill(PASSWORD);
        press(page, "Choisir ce mot de passe");
        var secret = enrolled(page, player, look);
        press(page, "Sortir");
        // A desk first empties what its browser keeps.
        page.locator("form[action='/sortir']")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

        enterAgain(page, player);
        secret.ifPresent(known -> {
            look.accept(page);
            // A code counts once: the next one, which an authenticator shows in less than thirty seconds.
            page.getByLabel("Code à six chiffres")
                    .fill(codeAt(known, Instant.now().plusSeconds(30)));
            press(page, "Continuer");
        });
        assertThat(page.url()).isEqualTo(address("/"));
    }

    /** In again, once days have passed and the telephone is lost: a recovery code serves, which counts once. */
    void enterWithoutTelephone(Page page, Player player) {
        enterAgain(page, player);
        page.getByLabel("Code à six chiffres").fill(recovery.get(player));
        press(page, "Continuer");
    }

    /** In again by the password: all the way where a role asks no second factor. */
    void enterAgain(Page page, Player player) {
        page.navigate(address("/connexion"));
        page.getByLabel("Adresse de courriel").fill(emailOf(player));
        page.getByLabel("Mot de passe").fill(PASSWORD);
        press(page, "Se connecter");
    }

    static String emailOf(Player player) {
        return player.key() + "@exemple.coop";
    }

    static String password() {
        return PASSWORD;
    }

    /** The secret address of the invitation. */
    private String invited(Player player) {
        var email = emailOf(player);
        owner.sql("UPDATE directory.person SET email = :email WHERE id = :id")
                .param("email", email)
                .param("id", player.id())
                .update();
        application
                .bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> application
                        .bean(Invitations.class)
                        .send(player.id(), email, player.troupe().name(), "CLOCK"));
        return linkTo(email);
    }

    /** Where the last mail that somebody received leads. */
    String linkTo(String email) {
        application.bean(SendLetters.class).sendAll();
        var letter = application.bean(Mailbox.class).all().stream()
                .map(Mailbox.Received::letter)
                .filter(one -> one.recipient().equals(email))
                .findFirst()
                .orElseThrow();
        var link = LINK.matcher(letter.text());
        assertThat(link.find()).as(letter.text()).isTrue();
        return link.group(1);
    }

    private Optional<byte[]> enrolled(Page page, Player player, Consumer<Page> look) {
        if (!page.url().endsWith("/compte/application")) {
            return Optional.empty();
        }
        look.accept(page);
        var secret = Base32.decode(page.locator("span.code-entry").innerText().replaceAll("\\s", ""));
        page.getByLabel("Code à six chiffres").fill(codeAt(secret, Instant.now()));
        press(page, "Ajouter");
        look.accept(page);
        recovery.put(player, page.locator("ul.code-entry li").first().innerText());
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Je les ai gardés"))
                .click();
        return Optional.of(secret);
    }

    private static String codeAt(byte[] secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String address(String path) {
        return application.url(path).toString();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}

package coop.fairpass.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.stereotype.Component;

/**
 * A secret that a telephone is learning. Nothing of it is kept by us until a code is shown: the page carries it,
 * encrypted, with the name of the person it was drawn for.
 */
@Component
class NewAuthenticator {

    private final AuthenticatorKey key;

    NewAuthenticator(AuthenticatorKey key) {
        this.key = key;
    }

    NewSecret draw(UUID person, String email) {
        return show(Authenticators.draw(), person, email);
    }

    /** The same again, after a wrong code. */
    NewSecret show(byte[] secret, UUID person, String email) {
        var text = Base32.toBase32String(secret);
        var groups = new ArrayList<String>();
        for (int i = 0; i < text.length(); i += 4) {
            groups.add(text.substring(i, Math.min(text.length(), i + 4)));
        }
        var uri = "otpauth://totp/Fairpass:%s?secret=%s&issuer=Fairpass".formatted(email.replace(" ", "%20"), text);
        var carried = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.encrypt((person + "/" + text).getBytes(StandardCharsets.US_ASCII)));
        return new NewSecret(groups, QrSquare.of(uri), carried);
    }

    /** The secret that a form brought back; empty when it is not one of ours for this person. */
    Optional<byte[]> read(String carried, UUID person) {
        try {
            var text = new String(key.decrypt(Base64.getUrlDecoder().decode(carried)), StandardCharsets.US_ASCII);
            return text.startsWith(person + "/")
                    ? Optional.of(Base32.decode(text.substring(person.toString().length() + 1)))
                    : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}

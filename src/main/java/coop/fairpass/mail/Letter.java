package coop.fairpass.mail;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One mail to one person.
 *
 * @param id chosen by who writes: the same is sent once
 * @param recipient an address, in small letters
 * @param words its paragraphs, plain text
 * @param link where to go, at most one: a mail asks for one thing
 */
public record Letter(
        UUID id, String recipient, MailKind kind, String subject, List<String> words, Optional<Link> link) {

    /** What a button says, and the address behind it, from the root of the site: {@code /connexion}. */
    public record Link(String label, String path) {}

    public Letter {
        words = List.copyOf(words);
    }
}

package coop.fairpass.mail;

import java.util.Optional;
import java.util.UUID;

/**
 * A mail as it leaves: the same words twice.
 *
 * @param stopAddress where one click stops this kind; empty when it is compulsory
 */
public record RenderedLetter(
        UUID id, String recipient, String subject, String text, String html, Optional<String> stopAddress) {}

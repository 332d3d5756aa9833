package coop.fairpass.desk;

/**
 * One line of the journal, as its reader may see it.
 *
 * @param at in Paris
 * @param organisation concerned; empty for the cooperative’s own affairs
 * @param subject by the number or the name that people know; empty for nothing
 * @param path where the reader may look at the subject; empty when they may not
 * @param whyIn the language of {@code why}, as HTML names it: what somebody wrote stays in French
 */
public record JournalLine(
        String at,
        String author,
        String organisation,
        String what,
        String subject,
        String path,
        String why,
        String whyIn) {}

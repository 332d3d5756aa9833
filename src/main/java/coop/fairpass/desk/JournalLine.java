package coop.fairpass.desk;

/**
 * One line of the journal, as its reader may see it.
 *
 * @param at in Paris
 * @param organisation concerned; empty for the cooperative’s own affairs
 * @param subject ids, never a name
 * @param whyIn the language of {@code why}, as HTML names it: what somebody wrote stays in French
 */
public record JournalLine(
        String at, String author, String organisation, String what, String subject, String why, String whyIn) {}

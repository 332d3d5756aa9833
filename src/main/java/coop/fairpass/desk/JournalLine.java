package coop.fairpass.desk;

/**
 * One line of the journal, as its reader may see it.
 *
 * @param at in Paris
 * @param organisation concerned; empty for the cooperative’s own affairs
 * @param subject ids, never a name
 */
public record JournalLine(String at, String author, String organisation, String what, String subject, String why) {}

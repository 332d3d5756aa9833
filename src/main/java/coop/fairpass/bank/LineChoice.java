package coop.fairpass.bank;

/** One organisation to choose in a form about a line of the bank. */
public record LineChoice(String id, String name) {}

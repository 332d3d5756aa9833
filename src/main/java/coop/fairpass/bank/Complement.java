package coop.fairpass.bank;

/** Enregistrement complémentaire : a line of the older French format that says more, kept as it is. */
public record Complement(String qualifier, String content) {}

package coop.fairpass.qualification;

import java.time.LocalDate;

/**
 * Who recorded an act, and on which day: it stays readable with its author.
 *
 * @param by the actor's reference, without name
 */
public record Recorded(String by, LocalDate on) {}

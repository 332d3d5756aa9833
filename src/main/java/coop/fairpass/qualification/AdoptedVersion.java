package coop.fairpass.qualification;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One version of a text that the committee decides: the questionnaire, the charter.
 *
 * @param number 1 is the one shipped with the program, in force until another is
 * @param effectiveOn the first day in force; none for the one shipped
 */
public record AdoptedVersion<T>(int number, T content, Optional<LocalDate> effectiveOn, Optional<Decision> decision) {}

package coop.fairpass.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The rules of the cooperative that a room keeps, each with the decision that made it. */
public interface RulesInForce {

    /**
     * One rule, in the language of who reads.
     *
     * @param name what it rules
     * @param value what it says today: a rate, a number, a version
     * @param since its first day, in Paris; empty for what came with the program
     * @param source the decision, in its own words; empty for what came with the program
     * @param path the page where all of it is said
     */
    record Rule(String name, String value, Optional<LocalDate> since, Optional<Source> source, String path) {}

    /**
     * Where a decision is written.
     *
     * @param body who decided
     * @param on the day of the decision
     * @param minutes the reference of the minutes
     */
    record Source(String body, LocalDate on, String minutes) {}

    /** Where they stand among the others, the least first. */
    int rank();

    /** Those that apply on a day. */
    List<Rule> rulesOn(LocalDate day);
}

package coop.fairpass.directory;

import java.util.Optional;
import java.util.function.Function;

/** The answer to "is this a valid identifier?": the value, or the problem that a person can read and mend. */
public sealed interface Checked<T> {

    /** The text is a sound identifier, held in its normal form. */
    record Valid<T>(T value) implements Checked<T> {}

    /** The text is refused. */
    record Invalid<T>(IdentifierProblem problem) implements Checked<T> {}

    /** Applies a rule to a text already in normal form, and makes the value only when the rule finds no problem. */
    static <T> Checked<T> of(
            String normal, Function<String, Optional<IdentifierProblem>> rule, Function<String, T> make) {
        return rule.apply(normal).<Checked<T>>map(Invalid::new).orElseGet(() -> new Valid<>(make.apply(normal)));
    }

    /** The value when there is one, for a reader that has another way to say what was wrong. */
    default Optional<T> valid() {
        return switch (this) {
            case Valid<T>(T value) -> Optional.of(value);
            case Invalid<T>(IdentifierProblem _) -> Optional.empty();
        };
    }

    /**
     * The value, where an invalid one can only be our own mistake.
     *
     * @throws IllegalArgumentException naming the problem, never the value: it may be somebody's account
     */
    default T orThrow() {
        return switch (this) {
            case Valid<T>(T value) -> value;
            case Invalid<T>(IdentifierProblem problem) -> throw problem.asMistake();
        };
    }
}

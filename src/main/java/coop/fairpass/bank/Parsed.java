package coop.fairpass.bank;

/** One field, understood or not. */
sealed interface Parsed<T> {

    record Good<T>(T value) implements Parsed<T> {}

    record Bad<T>(RowProblem problem) implements Parsed<T> {}
}

package coop.fairpass.bank;

/** Unwinds a reading from wherever it stands; the reader turns it into an answer, and it never leaves the room. */
final class UnreadableFile extends RuntimeException {

    private final FileProblem problem;
    private final int line;

    UnreadableFile(FileProblem problem, int line) {
        super(problem.name() + " at line " + line);
        this.problem = problem;
        this.line = line;
    }

    FileProblem problem() {
        return problem;
    }

    int line() {
        return line;
    }
}

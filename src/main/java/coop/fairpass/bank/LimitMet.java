package coop.fairpass.bank;

import java.io.IOException;

/** Stops an XML parser from inside what it reads, the only way it lets itself be stopped. */
final class LimitMet extends IOException {

    private final FileProblem problem;

    LimitMet(FileProblem problem) {
        super(problem.name());
        this.problem = problem;
    }

    FileProblem problem() {
        return problem;
    }
}

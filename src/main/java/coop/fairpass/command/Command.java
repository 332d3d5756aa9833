package coop.fairpass.command;

import java.io.PrintStream;
import java.util.List;

/** Commande : what one word after {@code ./fairpass} does; its class carries a {@link CommandLine}. */
public interface Command {

    /** Exit code of a command that did what it was asked. */
    int DONE = 0;

    /** Exit code of one that was understood and could not be done, or found what it looks for. */
    int FAILED = 1;

    /** Exit code of one that was not understood: one line said why, and nothing was done. */
    int MISUSED = 2;

    /**
     * Runs it, and answers with the exit code of the program.
     *
     * @param arguments the words after the name
     * @param out where it speaks to the person, in French
     */
    int run(List<String> arguments, PrintStream out);
}

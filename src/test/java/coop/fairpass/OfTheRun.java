package coop.fairpass;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What all tests of this JVM share and what takes long to make: closed when it ends, the last made first.
 *
 * <p>Not kept by JUnit's root store: where several JVMs share the classes, each class is a run of its own for JUnit.
 */
public final class OfTheRun {

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OfTheRun::close, "end of the run"));
    }

    private OfTheRun() {}

    /** The same, which this JVM closes when it ends. */
    public static synchronized <T extends AutoCloseable> T keep(T made) {
        OPEN.push(made);
        return made;
    }

    private static synchronized void close() {
        for (var made : OPEN) {
            try {
                made.close();
            } catch (Exception e) {
                System.err.println("not closed: " + e);
            }
        }
    }
}

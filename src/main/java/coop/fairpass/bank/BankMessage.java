package coop.fairpass.bank;

import java.util.function.Predicate;

/** Finds the message in a file: the root is {@code Document}, some banks put an envelope around it. */
final class BankMessage {

    /** Envelope, header or body, document. */
    private static final int DEEPEST = 4;

    private BankMessage() {}

    /** Reads each message whose name is wanted, then the rest of the file; says whether there was any. */
    static boolean find(XmlCursor xml, Predicate<String> wanted, Runnable read) {
        boolean found = look(xml, xml.name(), wanted, read, 1);
        xml.finish();
        return found;
    }

    private static boolean look(XmlCursor xml, String name, Predicate<String> wanted, Runnable read, int level) {
        if (wanted.test(name)) {
            read.run();
            return true;
        }
        var found = new boolean[1];
        if (level < DEEPEST) {
            xml.children(child -> found[0] |= look(xml, child, wanted, read, level + 1));
        }
        return found[0];
    }
}

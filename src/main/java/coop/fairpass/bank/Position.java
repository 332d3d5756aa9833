package coop.fairpass.bank;

/** Where something stands in a file, both counted from one. */
public record Position(int line, int column) {

    /** For what is said of no place in particular. */
    public static final Position WHOLE_FILE = new Position(0, 0);
}

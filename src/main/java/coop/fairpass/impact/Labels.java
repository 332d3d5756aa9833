package coop.fairpass.impact;

/** What a counted label says to people. */
final class Labels {

    private Labels() {}

    static String of(String label) {
        return label;
    }
}

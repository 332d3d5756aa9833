package coop.fairpass.invoicing;

/** A document that contradicts itself, or the law, is never made: it is a mistake of ours, so it throws. */
final class Sound {

    private Sound() {}

    /** Throws with the rule, written as what a sound document is, when it is not kept. */
    static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException("not a sound document: " + rule);
        }
    }
}

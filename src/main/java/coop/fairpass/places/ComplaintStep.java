package coop.fairpass.places;

/** One screen of a complaint. */
public enum ComplaintStep {
    /** To complain, or to read an answer? */
    CHOOSE,
    /** What happened? */
    WHAT,
    /** In one’s own words. */
    WORDS,
    /** Which number? */
    NUMBER,
    /** What became of it. */
    FOLLOW
}

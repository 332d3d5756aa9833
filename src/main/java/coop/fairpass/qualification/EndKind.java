package coop.fairpass.qualification;

/** How a qualification ends. */
public enum EndKind {
    /** The provider leaves, with a month's notice. */
    WITHDRAWN,
    /** It was not renewed in time. */
    LAPSED,
    /** The committee takes it away from a provider that it had suspended. */
    DISQUALIFIED
}

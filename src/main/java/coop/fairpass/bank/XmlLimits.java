package coop.fairpass.bank;

/** How large and how deep a file from outside may be before it is refused unread. */
public record XmlLimits(long bytes, int depth) {

    /** 64 MiB, some hundred thousand bank lines; 64 levels, where camt.053 needs about twenty. */
    public static final XmlLimits DEFAULT = new XmlLimits(64L * 1024 * 1024, 64);

    public XmlLimits {
        if (bytes <= 0 || depth <= 0) {
            throw new IllegalArgumentException("limits are positive: %d bytes, %d levels".formatted(bytes, depth));
        }
    }
}

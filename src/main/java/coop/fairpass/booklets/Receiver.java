package coop.fairpass.booklets;

/** One organisation to which booklets may be sent. */
public record Receiver(String id, String name) {}

package coop.fairpass.booklets;

/** Canal : how a booklet reached its holder, so that start rates can be compared. */
public enum Channel {
    DESK,
    HOME,
    POST,
    EVENT,
    UNKNOWN
}

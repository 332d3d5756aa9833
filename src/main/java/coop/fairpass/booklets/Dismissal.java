package coop.fairpass.booklets;

/** Why a report of loss leads to no block; chosen, never written, so that nobody is named. */
public enum Dismissal {
    FOUND,
    NOTHING_LEFT,
    WRONG_NUMBER,
    NOT_CONFIRMED
}

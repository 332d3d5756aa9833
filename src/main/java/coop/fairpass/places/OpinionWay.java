package coop.fairpass.places;

/** How an opinion came: written by whoever gives it, or copied by a desk from a card or a telephone call. */
public enum OpinionWay {
    WEB,
    CARD,
    TELEPHONE
}

package coop.fairpass.places;

/** What a reviewer answers to those who say that a listed place is theirs. */
public enum ClaimDecision {
    ACCEPTED,
    REFUSED
}

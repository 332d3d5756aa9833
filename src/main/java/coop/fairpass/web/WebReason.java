package coop.fairpass.web;

/** Why a request is refused before any rule is asked. */
public enum WebReason {
    MALFORMED_REQUEST,
    FIELDS_INVALID,
    FIELD_MISSING,
    FIELD_INVALID,
    FIELD_UNKNOWN,
    TOO_LONG,
    NOT_SIGNED_IN,
    NOT_ALLOWED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    MEDIA_TYPE_NOT_SUPPORTED,
    TOO_LARGE,
    TOO_MANY_REQUESTS,
    TRY_AGAIN,
    TRY_LATER,
    CLOSING,
    UNEXPECTED
}

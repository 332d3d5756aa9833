package coop.fairpass.bank;

/** Why nothing at all could be read of a file. */
public enum FileProblem {
    TOO_LARGE,
    TOO_DEEP,
    /** More lines than a country pays in a month. */
    TOO_MANY_ROWS,
    /** One text, tag or comment longer than any bank writes. */
    TEXT_TOO_LONG,
    /** More different names than all bank messages together have. */
    TOO_MANY_NAMES,
    /** Declarations are how a file asks for others, or grows without end. */
    DTD_FORBIDDEN,
    /** A PDF, an archive, a spreadsheet. */
    NOT_XML,
    /** Neither UTF-8 nor an older western encoding. */
    ENCODING_UNKNOWN,
    NOT_WELL_FORMED,
    /** Sound XML, or sound text, that is not one of the messages expected here. */
    MESSAGE_UNKNOWN
}

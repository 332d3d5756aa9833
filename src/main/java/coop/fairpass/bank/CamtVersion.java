package coop.fairpass.bank;

/** The version of camt.053 or camt.054 to write; every version of the family is read. */
public enum CamtVersion {
    V02,
    V08;

    String namespace(StatementKind kind) {
        var message = switch (kind) {
            case STATEMENT -> "camt.053.001.";
            case NOTIFICATION -> "camt.054.001.";
        };
        return "urn:iso:std:iso:20022:tech:xsd:" + message + name().substring(1);
    }
}

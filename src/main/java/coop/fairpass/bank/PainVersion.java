package coop.fairpass.bank;

/** The version of pain.001 a bank takes: a setting for each bank, the same content in both. */
public enum PainVersion {
    /** Kept for banks that lag. */
    V03("urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"),
    /** Of the SEPA rulebooks since November 2023. */
    V09("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");

    private final String namespace;

    PainVersion(String namespace) {
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    /** The name of the message, as a status report quotes it: {@code pain.001.001.09}. */
    public String messageName() {
        return namespace.substring(namespace.lastIndexOf(':') + 1);
    }
}

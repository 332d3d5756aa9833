package coop.fairpass.bank;

/** The version of pain.002 to write; every version is read. */
public enum StatusVersion {
    /** Answers pain.001.001.03. */
    V03,
    /** Answers pain.001.001.09. */
    V10;

    String namespace() {
        return "urn:iso:std:iso:20022:tech:xsd:pain.002.001." + name().substring(1);
    }
}

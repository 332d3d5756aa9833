package coop.fairpass.bank;

/** What becomes of a person's word about a bank line. */
public sealed interface Explained {

    record Done(KnownEntry entry) implements Explained {}

    record Refused(ExplanationReason reason) implements Explained {}
}

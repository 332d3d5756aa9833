package coop.fairpass.mail;

/** Why somebody is written to. */
public enum MailKind {
    /** An invitation, a new password, what happened to one’s account: without it nobody could come in. */
    ACCESS(true),
    /** What the law or a contract wants told: an order activated, a bank account that changes, a statement. */
    DUE(true),
    /** A reminder that helps: a place to confirm, booklets that sleep. */
    REMINDER(false);

    private final boolean compulsory;

    MailKind(boolean compulsory) {
        this.compulsory = compulsory;
    }

    /** Whether nobody can ask not to receive it. */
    public boolean isCompulsory() {
        return compulsory;
    }
}

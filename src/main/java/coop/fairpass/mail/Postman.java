package coop.fairpass.mail;

/** What carries a mail away: the operator's SMTP server, or the mailbox of a demonstration. */
interface Postman {

    /**
     * Hands a mail over. When this returns, somebody else answers for it.
     *
     * @throws RuntimeException when it was not taken; it will be tried again
     */
    void carry(RenderedLetter letter);
}

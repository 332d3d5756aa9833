/**
 * Mail: what is written to people, kept until it has left.
 *
 * <p>A {@link coop.fairpass.mail.Letter} (<em>courriel</em>) is written in the transaction of the fact it tells, and
 * sent afterwards, more than once rather than never. It is plain text and HTML with the same words. Some kinds are
 * compulsory; the others have a one-click stop ({@link coop.fairpass.mail.MailKind}).
 */
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"calendar", "directory", "notices", "privacy", "web"})
@NullMarked
package coop.fairpass.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

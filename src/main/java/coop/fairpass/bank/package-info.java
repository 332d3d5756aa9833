/**
 * What goes to the bank and what comes back: files, in the bank's own words, and nothing that decides.
 *
 * <p>Outward, {@link coop.fairpass.bank.CreditTransferFile} is one payment file (<em>fichier de virements</em>,
 * pain.001). Inward, {@link coop.fairpass.bank.PaymentStatusReport} is the bank's first answer (<em>compte rendu</em>,
 * pain.002); {@link coop.fairpass.bank.BankStatement} is a <em>relevé de compte</em>, read from camt.053 and camt.054
 * by {@link coop.fairpass.bank.BankStatementFile} and from the older French format by
 * {@link coop.fairpass.bank.Cfonb120}. A line of it is a {@link coop.fairpass.bank.BankEntry} (<em>écriture</em>), with
 * the {@link coop.fairpass.bank.EntryKey} that lets the same file be imported twice.
 * {@link coop.fairpass.bank.Continuity} proves a statement or sends it to quarantine.
 * {@link coop.fairpass.bank.DocumentReferences} finds our document numbers in what payers wrote, and
 * {@link coop.fairpass.bank.CreditorReference} is the number they cannot mistype.
 *
 * <p>A file from outside is never trusted: it is streamed, bounded in size and depth, without DTD or outside entities,
 * and it ends either in statements with what was refused and why, or in one
 * {@link coop.fairpass.bank.FileProblem}. Signs are the account holder's: money in is positive.
 * {@link coop.fairpass.bank.BankStatementWriter} and {@link coop.fairpass.bank.PaymentStatusWriter} are the other side
 * of the counter: the simulated bank of the demonstration writes with them the files a real one would send.
 *
 * <p>Formats §1 to §5, test-vectors T11, T23 and T24.
 */
@ApplicationModule(
        displayName = "Bank",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "watch",
            "directory",
            "ledger",
            "notices",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

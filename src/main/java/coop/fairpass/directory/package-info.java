/**
 * Who is who: organisations, their establishments, their people and their accounts; and, first, the identifiers by
 * which France and its banks know them.
 *
 * <p>Words: <em>SIREN</em> {@link coop.fairpass.directory.Siren} is an organisation, <em>SIRET</em>
 * {@link coop.fairpass.directory.Siret} one of its establishments, <em>RNA</em> {@link coop.fairpass.directory.Rna} an
 * association, <em>numéro de TVA</em> {@link coop.fairpass.directory.VatNumber}; <em>IBAN</em>
 * {@link coop.fairpass.directory.Iban} and <em>BIC</em> {@link coop.fairpass.directory.Bic} are an account and a bank;
 * <em>code INSEE</em> {@link coop.fairpass.directory.InseeCode} is a commune and <em>code postal</em>
 * {@link coop.fairpass.directory.PostalCode} a delivery office, one never derived from the other; <em>téléphone</em>
 * {@link coop.fairpass.directory.Telephone}.
 *
 * <p>What people and files write is read by {@code check}, which answers {@link coop.fairpass.directory.Checked}: the
 * value, or the problem with its French sentence and what to do about it. What we stored ourselves is read by
 * {@code of}, which throws. Values are held without spaces and shown grouped (formats §9, test-vectors T25).
 */
@ApplicationModule(
        displayName = "Directory",
        allowedDependencies = {"calendar", "doctor", "language", "privacy"})
@NullMarked
package coop.fairpass.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Booklets and the vouchers in them: their numbers, their codes, the keys behind the codes, and what is printed.
 *
 * <p>Words: <em>carnet</em>, a booklet, has a public {@link coop.fairpass.booklets.BookletNumber}; its vouchers are
 * counted by rank, which gives each a {@link coop.fairpass.booklets.VoucherNumber}. Said aloud and written on slips,
 * either is a {@link coop.fairpass.booklets.Serial} (<em>numéro de série</em>): it follows paper from hand to hand and
 * redeems nothing. What redeems is the {@link coop.fairpass.booklets.VoucherCode}: the number, encrypted under a key
 * that only {@link coop.fairpass.booklets.VoucherKeys} holds, outside the database. So a voucher that nobody has spent
 * needs no row (docs/decisions/0007): a code is turned back into its number, and the number says booklet and lot.
 *
 * <p>On paper, {@link coop.fairpass.booklets.VoucherQr} signs what a voucher says so that anyone can check it without
 * us; {@link coop.fairpass.booklets.BookletSheets} draws booklets for a desk printer, and
 * {@link coop.fairpass.booklets.PrintFile} tells an outside printer, and nobody else, what to print.
 */
@ApplicationModule(
        displayName = "Booklets",
        allowedDependencies = {"money", "calendar"})
@NullMarked
package coop.fairpass.booklets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

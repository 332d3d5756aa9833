/**
 * Booklets and the vouchers in them: their numbers, their codes, the keys behind the codes, what is printed, and who
 * answers for each booklet from the printer to the person.
 *
 * <p>Words: <em>carnet</em>, a {@link coop.fairpass.booklets.Booklet}, has a public {@link
 * coop.fairpass.booklets.BookletNumber}; its vouchers are counted by rank, which gives each a {@link
 * coop.fairpass.booklets.VoucherNumber}. Said aloud and written on slips, either is a {@link
 * coop.fairpass.booklets.Serial} (<em>numéro de série</em>): it follows paper from hand to hand and redeems nothing.
 * What redeems is the {@link coop.fairpass.booklets.VoucherCode}: the number, encrypted under a key that only {@link
 * coop.fairpass.booklets.VoucherKeys} holds, outside the database. So a voucher that nobody has spent needs no row
 * (docs/decisions/0007): a code is turned back into its number, and the number says booklet and lot.
 *
 * <p>On paper, {@link coop.fairpass.booklets.VoucherQr} signs what a voucher says so that anyone can check it without
 * us; {@link coop.fairpass.booklets.BookletSheets} draws booklets for a desk printer, and
 * {@link coop.fairpass.booklets.PrintFile} tells an outside printer, and nobody else, what to print.
 *
 * <p>A {@link coop.fairpass.booklets.Move} (<em>envoi</em>) takes {@link coop.fairpass.booklets.BookletRanges ranges}
 * of booklets from one organisation to another: sent, then counted in, never teleported; a difference is an {@link
 * coop.fairpass.booklets.Incident}. A {@link coop.fairpass.booklets.HandOver} (<em>remise</em>) gives a booklet to a
 * person who is never named. A booklet that was lost is blocked (<em>opposition</em>), then replaced once; anybody may
 * tell of a loss ({@link coop.fairpass.booklets.LossReport}), which the desk that handed it over answers. Every step
 * is written for a range: the chain of custody (<em>chaîne de remise</em>, {@link coop.fairpass.booklets.Custody}) is
 * read from them. Which vouchers are spent is known above, by the room that redeems ({@link
 * coop.fairpass.booklets.SpentRanks}).
 *
 * <p>Neighbouring booklets that stand alike share a row, a span, until an act parts them (docs/decisions/0015). Other
 * rooms count with the view {@code span_facts}, and look one booklet up with {@code booklet_facts(number)}.
 */
@ApplicationModule(
        displayName = "Booklets",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "directory",
            "catalogue",
            "territory",
            "places",
            "qualification",
            "invoicing",
            "notices",
            "orders",
            "winddown",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.booklets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

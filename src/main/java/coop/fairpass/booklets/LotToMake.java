package coop.fairpass.booklets;

/**
 * A lot that production has in hand, as its page shows it.
 *
 * @param range the numbers of its booklets, as people read them; empty before they are numbered
 * @param printsItsOwn whether this instance prints by itself, rather than for a printer only
 * @param isStopped whether a wind-down is in force, so that nothing is numbered nor printed
 */
public record LotToMake(
        String lot,
        String orderNumber,
        String payer,
        int place,
        long booklets,
        long vouchers,
        String range,
        LotWork work,
        boolean printsItsOwn,
        boolean isStopped) {}

package coop.fairpass.redemption;

import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.FactsReader.Asked;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the earlier requests of one transaction spend, which the database does not know yet. With it, requests decided
 * together are answered as if each had waited for those before it.
 */
final class SpentMeanwhile {

    private record BookletDay(long booklet, UUID place, LocalDate day) {

        static BookletDay of(Asked service, Known voucher) {
            return new BookletDay(
                    voucher.booklet(), service.place(), service.given().day());
        }
    }

    private final Map<Long, Life> lives = new HashMap<>();
    private final Map<BookletDay, Integer> spentThatDay = new HashMap<>();

    /**
     * The facts of one request's vouchers, as its services and the earlier requests make them. A voucher presented
     * twice in a request is spent by its first service.
     */
    List<List<VoucherFacts>> seenBy(List<Asked> services, List<List<VoucherFacts>> known) {
        var inThisRequest = new HashMap<BookletDay, Integer>();
        for (int i = 0; i < services.size(); i++) {
            for (var facts : known.get(i)) {
                if (facts instanceof Known voucher && lifeOf(voucher) instanceof Life.Usable) {
                    inThisRequest.merge(BookletDay.of(services.get(i), voucher), 1, Integer::sum);
                }
            }
        }
        var presented = new HashSet<Long>();
        var seen = new ArrayList<List<VoucherFacts>>();
        for (int i = 0; i < services.size(); i++) {
            var service = services.get(i);
            var ofService = new ArrayList<VoucherFacts>();
            for (var facts : known.get(i)) {
                ofService.add(
                        switch (facts) {
                            case VoucherFacts.Unknown unknown -> unknown;
                            case Known voucher
                            when !presented.add(voucher.number()) ->
                                voucher.as(
                                        new Life.Redeemed(
                                                service.provider(),
                                                service.given().day()),
                                        0);
                            case Known voucher -> {
                                var thatDay = BookletDay.of(service, voucher);
                                yield voucher.as(
                                        lifeOf(voucher),
                                        voucher.redeemedToday()
                                                + spentThatDay.getOrDefault(thatDay, 0)
                                                + inThisRequest.getOrDefault(thatDay, 0));
                            }
                        });
            }
            seen.add(ofService);
        }
        return seen;
    }

    private Life lifeOf(Known voucher) {
        return lives.getOrDefault(voucher.number(), voucher.life());
    }

    /** Remembers what a service was answered, for the requests that follow. */
    void remember(Asked service, Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            var life = accepted.hold().isPresent()
                    ? new Life.Held()
                    : new Life.Redeemed(service.provider(), service.given().day());
            for (var voucher : accepted.vouchers()) {
                lives.put(voucher.number(), life);
                spentThatDay.merge(BookletDay.of(service, voucher), 1, Integer::sum);
            }
        }
    }
}

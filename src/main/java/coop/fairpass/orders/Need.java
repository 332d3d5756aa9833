package coop.fairpass.orders;

import coop.fairpass.directory.Siret;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Besoin : what a payer wants, editable until it signs.
 *
 * @param vouchers how many, a multiple of the booklet size
 * @param firstDay first day on which a voucher may be used
 * @param endDates the six dates, by default those of {@link EndDates#of}
 * @param longerValidityReason needed beyond six months
 * @param restrictions where, for whom and for what; each part may be empty, which means no restriction
 * @param lotBooklets the size of each lot in booklets, in the order of activation
 * @param references of a public buyer, printed on every document
 */
public record Need(
        long vouchers,
        int bookletSize,
        LocalDate firstDay,
        EndDates endDates,
        Optional<String> longerValidityReason,
        Restrictions restrictions,
        InvoiceOn invoiceOn,
        List<Long> lotBooklets,
        String payerMessage,
        String deliveryAddress,
        BuyerReferences references) {

    /** Months of validity suggested by default; a longer one asks for a reason. */
    public static final int DEFAULT_MONTHS = 6;

    /** When the two documents of an order are issued. */
    public enum InvoiceOn {
        ACCEPTANCE,
        DELIVERY
    }

    /**
     * Restrictions printed on the vouchers and checked at redemption (domain §10).
     *
     * @param perimeter territory codes such as {@code D:21} or {@code C:21231}; empty is the whole territory
     * @param servicePath codes of the services allowed; empty is the whole catalogue
     * @param isRegulated only services that leave nothing to pay
     * @param refusesOwnDistributor a voucher handed over and redeemed by one organisation is held
     */
    public record Restrictions(
            List<String> perimeter,
            String perimeterLabel,
            List<String> audiences,
            List<String> servicePath,
            String pathLabel,
            boolean isRegulated,
            int vouchersPerService,
            boolean refusesOwnDistributor) {

        public Restrictions {
            perimeter = List.copyOf(perimeter);
            audiences = List.copyOf(audiences);
            servicePath = List.copyOf(servicePath);
        }

        /** No restriction at all, one voucher a service. */
        public static Restrictions none() {
            return new Restrictions(List.of(), "", List.of(), List.of(), "", false, 1, false);
        }
    }

    /** What a public buyer's accountant needs on every document. */
    public record BuyerReferences(
            Optional<Siret> siret,
            Optional<String> serviceCode,
            Optional<String> engagementNumber,
            Optional<String> contractNumber) {

        public static BuyerReferences none() {
            return new BuyerReferences(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public Need {
        lotBooklets = List.copyOf(lotBooklets);
    }

    /** The same need with the dates it already had, when its validity is the same: no later rule moves it. */
    Need keepingDatesOf(Need former) {
        return former.endDates().validUntil().equals(endDates.validUntil())
                ? new Need(
                        vouchers,
                        bookletSize,
                        firstDay,
                        former.endDates(),
                        longerValidityReason,
                        restrictions,
                        invoiceOn,
                        lotBooklets,
                        payerMessage,
                        deliveryAddress,
                        references)
                : this;
    }

    public long booklets() {
        return vouchers / bookletSize;
    }
}

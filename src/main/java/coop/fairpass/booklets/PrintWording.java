package coop.fairpass.booklets;

import java.util.Optional;

/** What the booklets of one order all say: who offers, who answers, how much, until when, and under what limits. */
public record PrintWording(Payer payer, Cooperative cooperative, VoucherTerms terms, Restrictions restrictions) {

    /**
     * Commanditaire : who offers the vouchers.
     *
     * @param message a few words to who receives the booklet; may be empty
     */
    public record Payer(String name, String message, Optional<Logo> logo) {

        public Payer {
            required("payer name", name);
        }
    }

    /**
     * Who runs the vouchers and answers about them.
     *
     * @param site as people type it: {@code exemple.coop}
     */
    public record Cooperative(String name, String phone, String site) {

        public Cooperative {
            required("name", name);
            required("phone", phone);
            required("site", site);
        }
    }

    /**
     * The limits an order carries, each optional and each printed on the voucher; the last day always is.
     *
     * @param startsLater whether the first day of the terms was ordered, and is therefore printed
     * @param perimeter where, such as {@code Communauté d’agglomération de Lens-Liévin}
     * @param publics for whom, such as {@code personnes en recherche d’emploi}
     * @param servicePath for what, such as {@code Premiers pas}
     * @param regulatedPrice whether nothing is left to pay
     */
    public record Restrictions(
            boolean startsLater,
            Optional<String> perimeter,
            Optional<String> publics,
            Optional<String> servicePath,
            boolean regulatedPrice) {

        public static final Restrictions NONE =
                new Restrictions(false, Optional.empty(), Optional.empty(), Optional.empty(), false);

        public Restrictions {
            perimeter.ifPresent(text -> required("perimeter", text));
            publics.ifPresent(text -> required("publics", text));
            servicePath.ifPresent(text -> required("service path", text));
        }
    }

    private static void required(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a booklet says the " + what);
        }
    }
}

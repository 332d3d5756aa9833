package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.util.Optional;

/** One amount, from the account it credits to the account it debits: the smallest thing that can be posted. */
public record Leg(Side debit, Side credit, Money amount) {

    /** One end of a leg: an account, and the third party when the account tells third parties apart. */
    public record Side(Account account, Optional<Auxiliary> auxiliary) {

        public Side {
            var fits = switch (account.third()) {
                case NONE -> auxiliary.isEmpty();
                case ASSOCIATE ->
                    auxiliary
                            .filter(Auxiliary.AssociateAccount.class::isInstance)
                            .isPresent();
                case FUND ->
                    auxiliary.filter(Auxiliary.FundAccount.class::isInstance).isPresent();
                case ISSUE ->
                    auxiliary.filter(Auxiliary.IssueAccount.class::isInstance).isPresent();
                case ORDER ->
                    auxiliary.filter(Auxiliary.OrderAccount.class::isInstance).isPresent();
                case PAYER ->
                    auxiliary.filter(Auxiliary.PayerAccount.class::isInstance).isPresent();
                case PROVIDER ->
                    auxiliary
                            .filter(Auxiliary.ProviderAccount.class::isInstance)
                            .isPresent();
                case SUPPLIER ->
                    auxiliary
                            .filter(Auxiliary.SupplierAccount.class::isInstance)
                            .isPresent();
                case PAYEE ->
                    auxiliary
                            .filter(third -> third instanceof Auxiliary.ProviderAccount
                                    || third instanceof Auxiliary.OrderAccount)
                            .isPresent();
            };
            if (!fits) {
                throw new IllegalArgumentException("%s cannot carry %s".formatted(account, auxiliary));
            }
        }

        static Side of(Account account) {
            return new Side(account, Optional.empty());
        }

        static Side of(Account account, Auxiliary auxiliary) {
            return new Side(account, Optional.of(auxiliary));
        }
    }

    public Leg {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a leg moves a positive amount, not " + amount);
        }
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("a leg moves money between two accounts, not within " + debit);
        }
    }

    boolean touches(Account account) {
        return debit.account() == account || credit.account() == account;
    }
}

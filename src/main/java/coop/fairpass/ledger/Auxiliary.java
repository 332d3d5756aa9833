package coop.fairpass.ledger;

import coop.fairpass.directory.Organisation;

/**
 * Compte auxiliaire : one third party in the books; {@code P0042}, « Maison des services de Semur ».
 *
 * <p>The code never changes and is never given to another; the label is the name on the day the account was opened.
 */
public sealed interface Auxiliary {

    /** At most 25 characters of A-Z, 0-9 and dash, as accounting programs want it. */
    String code();

    String label();

    /** A payer, for what it owes on fees: {@code C0001}. */
    record PayerAccount(String code, String label) implements Auxiliary {
        public PayerAccount {
            check(code, label);
        }

        /** The same payer, for one of its orders. */
        public OrderAccount order(String orderNumber) {
            return new OrderAccount(code + "-" + orderNumber.replaceFirst("^BC-", ""), label);
        }
    }

    /** A payer and one of its orders, for face value: {@code C0001-2026-000001}. */
    record OrderAccount(String code, String label) implements Auxiliary {
        public OrderAccount {
            check(code, label);
        }
    }

    /** A provider: {@code P0042}. */
    record ProviderAccount(String code, String label) implements Auxiliary {
        public ProviderAccount {
            check(code, label);
        }

        /** That of an organisation, as it is called today. */
        public static ProviderAccount of(Organisation provider) {
            return new ProviderAccount(provider.providerCode(), provider.legalName());
        }
    }

    /** The endowment that receives contributions: {@code F0001}. */
    record FundAccount(String code, String label) implements Auxiliary {
        public FundAccount {
            check(code, label);
        }
    }

    /** A supplier, such as a consultant or a printer: {@code S0001}. */
    record SupplierAccount(String code, String label) implements Auxiliary {
        public SupplierAccount {
            check(code, label);
        }
    }

    /** A member, for capital: {@code A0001}. */
    record AssociateAccount(String code, String label) implements Auxiliary {
        public AssociateAccount {
            check(code, label);
        }
    }

    /** An issue of participating securities: {@code T2027}. */
    record IssueAccount(String code, String label) implements Auxiliary {
        public IssueAccount {
            check(code, label);
        }
    }

    private static void check(String code, String label) {
        if (!code.matches("[A-Z0-9][A-Z0-9-]{0,24}")) {
            throw new IllegalArgumentException("not an auxiliary account code: " + code);
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("auxiliary account %s needs a label".formatted(code));
        }
    }
}

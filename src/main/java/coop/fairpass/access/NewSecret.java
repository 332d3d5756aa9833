package coop.fairpass.access;

import java.util.List;

/**
 * A secret that a telephone is learning, as a page shows it.
 *
 * @param groups the secret as one types it, in groups of four
 * @param carried what the form sends back, encrypted
 */
public record NewSecret(List<String> groups, QrSquare qr, String carried) {

    public NewSecret {
        groups = List.copyOf(groups);
    }

    /** The whole, to be read or typed. */
    public String typed() {
        return String.join(" ", groups);
    }
}

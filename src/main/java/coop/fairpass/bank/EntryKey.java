package coop.fairpass.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What makes a line of a statement the same line when the file is imported again.
 *
 * <p>It is the account with the bank's reference; without one, the account with all that the line says. Lines alike
 * inside one statement are numbered: two true twins of one day are both kept, and importing them again adds none. It is
 * a hash, for it is stored and logged where an IBAN must not be.
 */
public record EntryKey(String value) {

    public EntryKey {
        if (!value.matches("[0-9a-f]{64}-[0-9]{1,9}")) {
            throw new IllegalArgumentException("not the key of a bank line: " + value);
        }
    }

    /** The keys of the lines of one statement, in their order. */
    static List<EntryKey> of(BankAccountId account, List<BankMovement> movements) {
        var seen = new HashMap<String, Integer>();
        var keys = new ArrayList<EntryKey>();
        for (var movement : movements) {
            var hash = hash(identity(account, movement));
            // a line that was only announced does not take the rank of the same line once booked
            int rank = seen.merge(movement.status() + hash, 1, Integer::sum);
            keys.add(new EntryKey(hash + "-" + rank));
        }
        return keys;
    }

    private static List<String> identity(BankAccountId account, BankMovement movement) {
        if (movement.servicerReference().isPresent()) {
            return List.of(
                    account.key(), "servicer", movement.servicerReference().get());
        }
        if (movement.entryReference().isPresent()) {
            // some banks number the lines of each statement from one: a number alone would lose the next day's
            return List.of(
                    account.key(),
                    "entry",
                    movement.entryReference().get(),
                    day(movement.bookingDate()),
                    movement.amount().dotted());
        }
        return everythingSaid(account, movement);
    }

    private static List<String> everythingSaid(BankAccountId account, BankMovement movement) {
        var said = new ArrayList<String>();
        said.add(account.key());
        said.add("content");
        said.add(day(movement.bookingDate()));
        said.add(day(movement.valueDate()));
        said.add(movement.amount().dotted());
        said.add(movement.text().orElse(""));
        for (var detail : movement.details()) {
            said.add(detail.references().endToEndId().orElse(""));
            said.add(detail.debtor().name().orElse(""));
            said.add(detail.creditor().name().orElse(""));
            said.addAll(detail.remittance());
            said.addAll(detail.creditorReferences());
        }
        for (var complement : movement.complements()) {
            said.add(complement.qualifier() + complement.content());
        }
        return said;
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    /** Each part is preceded by its length, so that no two lists of parts make the same text. */
    private static String hash(List<String> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

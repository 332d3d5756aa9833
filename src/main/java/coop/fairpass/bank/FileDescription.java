package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** What a payment file says beside its transfers; {@code checkedOn} is the day against which its dates were judged. */
record FileDescription(
        String messageId,
        Instant createdAt,
        LocalDate checkedOn,
        String initiator,
        String debtorName,
        Iban debtorIban,
        Optional<Bic> debtorBic,
        boolean batchBooking) {}

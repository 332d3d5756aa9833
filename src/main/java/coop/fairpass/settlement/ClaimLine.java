package coop.fairpass.settlement;

import coop.fairpass.money.Money;
import java.util.Optional;

/** A claim on a provider, as the treasurer reads it; {@code statement} is the one that recovered it. */
public record ClaimLine(
        String id,
        String serial,
        String provider,
        Money face,
        String reason,
        boolean isConfirmed,
        Optional<String> statement) {}

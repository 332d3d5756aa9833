package coop.fairpass.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * IBAN : one bank account, anywhere; {@code FR14 2004 1010 0505 0001 3M02 606}.
 *
 * <p>Checked by its length in its country, by its own key (mod 97) and, for France and Monaco, by the key of the RIB
 * inside it. It prints itself masked, so that no log or message can hold one by accident.
 */
public record Iban(String value) {

    /** Country and length, from the register kept for ISO 13616; French overseas territories have French IBANs. */
    private static final Map<String, Integer> LENGTHS = Stream.of("""
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20
            EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30
            KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23
            PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26
            UA29 VA22 VG24 XK20 YE30
            """.split("\\s+"))
            .collect(Collectors.toUnmodifiableMap(
                    entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

    public Iban {
        problemIn(value).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces and small letters allowed. */
    public static Checked<Iban> check(String written) {
        return Checked.of(Written.compact(written).toUpperCase(Locale.ROOT), Iban::problemIn, Iban::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Iban of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String value) {
        if (value.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (!value.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{1,32}")) {
            return Optional.of(IdentifierProblem.IBAN_FORMAT);
        }
        var length = Optional.ofNullable(LENGTHS.get(value.substring(0, 2)));
        if (length.isEmpty()) {
            return Optional.of(IdentifierProblem.IBAN_COUNTRY);
        }
        if (value.length() != length.get()) {
            return Optional.of(IdentifierProblem.IBAN_LENGTH);
        }
        if (!keyIsRight(value)) {
            return Optional.of(IdentifierProblem.IBAN_KEY);
        }
        return hasRib(value) && !Rib.keyIsRight(value.substring(4))
                ? Optional.of(IdentifierProblem.RIB_KEY)
                : Optional.empty();
    }

    /** Remainder 1, and a key from 02 to 98: 00, 01 and 99 would pass for 97, 98 and 02. */
    private static boolean keyIsRight(String value) {
        int key = Integer.parseInt(value.substring(2, 4));
        return key >= 2 && key <= 98 && Mod97.of(value.substring(4) + value.substring(0, 4)) == 1;
    }

    private static boolean hasRib(String value) {
        return value.startsWith("FR") || value.startsWith("MC");
    }

    /** The two letters of the country, for France overseas too: {@code FR}. */
    public String country() {
        return value.substring(0, 2);
    }

    /** The account as the bank of its country writes it: all that follows the country and the key. */
    public String bban() {
        return value.substring(4);
    }

    /** As a person reads it over: groups of four, with no-break spaces. */
    public String grouped() {
        return value.replaceAll("(.{4})(?=.)", "$1\u00a0");
    }

    /** As pages show it to those who only need to recognise it: {@code FR14 •••• 2606}. */
    public String masked() {
        return value.substring(0, 4) + "\u00a0••••\u00a0" + value.substring(value.length() - 4);
    }

    /** Masked: an IBAN never enters a log or a message by accident. */
    @Override
    public String toString() {
        return masked();
    }
}

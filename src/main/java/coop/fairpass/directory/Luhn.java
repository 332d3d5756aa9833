package coop.fairpass.directory;

/** The check digit of SIREN and SIRET: every second digit from the right is doubled, and the sum ends in zero. */
final class Luhn {

    private Luhn() {}

    static boolean passes(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}

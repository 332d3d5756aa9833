package coop.fairpass.directory;

/** Relevé d’identité bancaire : bank, branch, account and key, the 23 characters inside a French or Monegasque IBAN. */
final class Rib {

    private Rib() {}

    /** Whether the key is {@code 97 − (89·bank + 15·branch + 3·account) mod 97}. */
    static boolean keyIsRight(String bban) {
        if (!bban.matches("[0-9]{10}[0-9A-Z]{11}[0-9]{2}")) {
            return false;
        }
        long bank = Long.parseLong(bban.substring(0, 5));
        long branch = Long.parseLong(bban.substring(5, 10));
        long account = Long.parseLong(figures(bban.substring(10, 21)));
        int key = Integer.parseInt(bban.substring(21));
        return key == 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    }

    /** A to I count 1 to 9, J to R as well, S to Z from 2 to 9. */
    private static String figures(String account) {
        var figures = new StringBuilder();
        account.chars()
                .map(c -> c <= '9' ? c : "12345678912345678923456789".charAt(c - 'A'))
                .forEach(figures::appendCodePoint);
        return figures.toString();
    }
}

package coop.fairpass.bank;

import java.util.Arrays;
import java.util.Random;

/** What lines, disks and mail programs do to files, drawn at random. */
final class Damage {

    private Damage() {}

    /** One to three accidents, half of them slight: bytes changed, removed, doubled, swapped, or the end cut off. */
    static byte[] to(byte[] file, Random random) {
        var damaged = file.clone();
        int accidents = random.nextInt(1, 4);
        for (int i = 0; i < accidents && damaged.length > 2; i++) {
            damaged = accident(damaged, random);
        }
        return damaged;
    }

    private static byte[] accident(byte[] file, Random random) {
        int from = random.nextInt(file.length);
        int until = Math.min(file.length, from + random.nextInt(1, 40));
        return switch (random.nextInt(10)) {
            case 0 -> {
                var changed = file.clone();
                changed[from] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, until, file.length));
            case 2 -> joined(Arrays.copyOf(file, until), Arrays.copyOfRange(file, from, file.length));
            case 3 -> Arrays.copyOf(file, from);
            case 4 -> {
                var swapped = file.clone();
                int other = random.nextInt(file.length);
                swapped[from] = file[other];
                swapped[other] = file[from];
                yield swapped;
            }
            default -> {
                // a change that stays legible: a digit, a letter or a sign of the format
                var changed = file.clone();
                var signs = "0123456789ABCXYZ<>/&\"'!-.?= ";
                changed[from] = (byte) signs.charAt(random.nextInt(signs.length()));
                yield changed;
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

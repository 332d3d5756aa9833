package coop.fairpass.booklets;

/**
 * Génération de clés : which keys of the ring, from 1 to 255, the newest having the highest number.
 *
 * <p>Each lot remembers the generation its codes were made with; its vouchers keep it for life.
 */
public record Generation(int number) implements Comparable<Generation> {

    static final int LAST = 255;

    public Generation {
        if (number < 1 || number > LAST) {
            throw new IllegalArgumentException("a generation goes from 1 to %d: %d".formatted(LAST, number));
        }
    }

    @Override
    public int compareTo(Generation other) {
        return Integer.compare(number, other.number);
    }
}

package coop.fairpass.booklets;

import java.util.List;
import java.util.UUID;

/**
 * Remplacement : a new booklet for the unused vouchers of a lost one: same value, same dates, other codes.
 *
 * @param ranks the unused ranks of the lost booklet, in order; as many vouchers has the new one
 */
public record Replacement(UUID id, BookletNumber lost, BookletNumber replacedBy, List<Integer> ranks) {

    public Replacement {
        ranks = List.copyOf(ranks);
        if (ranks.isEmpty()) {
            throw new IllegalArgumentException("nothing of %s is left to replace".formatted(lost));
        }
    }
}

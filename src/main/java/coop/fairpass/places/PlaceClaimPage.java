package coop.fairpass.places;

import coop.fairpass.web.Told;
import java.util.List;

/**
 * « C’est notre lieu » : what a reader of the page of a listed place may do about it.
 *
 * @param standing what this reader is offered
 * @param own what their organisation already said of this place, the last first
 * @param claim the id of the next claim, so that sending twice asks once
 */
public record PlaceClaimPage(
        ListedPlace place, Standing standing, List<PlaceClaim> own, String holder, String claim, Told told) {

    /** Who reads. */
    public enum Standing {
        /** An organisation already answers for the place. */
        HELD,
        /** Nobody knows who reads. */
        NOT_IN,
        /** Somebody of an organisation, who does not speak for it. */
        NOT_THEIRS_TO_SAY,
        /** Whoever speaks for an organisation that is neither qualified nor on its way to. */
        NOT_QUALIFIED,
        /** Their claim waits. */
        WAITS,
        /** They may say it now. */
        MAY_CLAIM
    }

    public PlaceClaimPage {
        own = List.copyOf(own);
    }

    /** What was answered last, when it was no. */
    public List<PlaceClaim> refused() {
        return own.stream().filter(PlaceClaim::isRefused).toList();
    }
}

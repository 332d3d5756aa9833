package coop.fairpass.winddown;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.List;
import java.util.Optional;

/**
 * What the page shows to one reader.
 *
 * @param title where the instance stands, in one sentence; empty while vouchers are issued
 * @param confirmed decisions that hold, held or will hold, the latest first: everybody reads them
 * @param waiting those that nobody confirmed yet: for the cooperative's own people
 * @param toRecord what the reader may record now, if anything
 * @param mayTakeFile whether the reader may take the file of what is owed
 */
public record WindDownView(
        String title,
        List<WindDownDecision> confirmed,
        List<Row> waiting,
        Optional<DecisionKind> toRecord,
        boolean mayTakeFile) {

    /** One decision that waits, and what the reader may do with it. */
    public record Row(WindDownDecision decision, boolean mayConfirm, boolean mayAbandon) {}

    public WindDownView {
        confirmed = List.copyOf(confirmed);
        waiting = List.copyOf(waiting);
    }

    static WindDownView of(WindDown.Standing standing, List<WindDownDecision> all, Optional<Actor> by) {
        boolean isOurs = by.filter(Actor::isOfTheCooperative).isPresent();
        boolean confirms = by.filter(ConfirmWindDown::mayConfirm).isPresent();
        return new WindDownView(
                switch (standing) {
                    case WindDown.Standing.Open() -> "";
                    case WindDown.Standing.Announced(var _, var from) -> WindDownBanner.announced(from);
                    case WindDown.Standing.Stopped(var _, var since) -> WindDownBanner.stopped(since);
                },
                all.stream().filter(one -> one.confirmed().isPresent()).toList(),
                all.stream()
                        .filter(one -> isOurs && one.waits())
                        .map(one -> new Row(
                                one,
                                confirms
                                        && by.filter(actor -> actor.reference().equals(one.recordedBy()))
                                                .isEmpty(),
                                confirms))
                        .toList(),
                by.filter(actor -> actor.has(Role.BOARD)).flatMap(_ -> RecordWindDown.next(standing, all)),
                by.filter(WindDown::mayTakeFile).isPresent());
    }
}

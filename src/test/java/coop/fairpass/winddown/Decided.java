package coop.fairpass.winddown;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;

import coop.fairpass.World;
import coop.fairpass.tariff.Decision;
import java.time.LocalDate;
import java.util.UUID;

/** The board's decisions about a wind-down, made by two people of the cast. */
public final class Decided {

    private Decided() {}

    /** Recorded by the board and waiting for another person. */
    public static UUID recorded(World world, DecisionKind kind, LocalDate from) {
        var id = UUID.randomUUID();
        done(
                RecordWindDown.Outcome.Recorded.class,
                world.bean(RecordWindDown.class).handle(command(world, id, kind, from)));
        return id;
    }

    static RecordWindDown.Command command(World world, UUID id, DecisionKind kind, LocalDate from) {
        return new RecordWindDown.Command(
                id,
                kind,
                new Decision("Conseil d’administration", world.today(), "CA-2026-11"),
                "Le conseil décide.",
                from,
                COMMITTEE);
    }

    public static void confirmed(World world, UUID id) {
        done(
                ConfirmWindDown.Outcome.Done.class,
                world.bean(ConfirmWindDown.class).handle(new ConfirmWindDown.Command(id, "CA-2026-11", TREASURER)));
    }

    /** Nothing new is issued from today on. */
    public static void stopped(World world) {
        confirmed(world, recorded(world, DecisionKind.START, world.today()));
    }

    /** Vouchers are issued again from today on. */
    public static void openAgain(World world) {
        confirmed(world, recorded(world, DecisionKind.REVOCATION, world.today()));
    }
}

package coop.fairpass.backup;

import coop.fairpass.web.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one backup, taken and brought back.
 *
 * @param backup its name in the directory of backups; empty when none was taken, or when it is somebody else's
 * @param bytes its size on the disk
 * @param rows how many rows of tables to which rows are only added were found again, all the same
 * @param invariants how many the doctor asked of what was brought back
 * @param wrong the codes of those that did not hold
 * @param failure why it is not good, in one line; empty when it is
 */
public record Outcome(
        Instant startedAt,
        Instant endedAt,
        BackupState state,
        Optional<String> backup,
        long bytes,
        long rows,
        int invariants,
        List<String> wrong,
        String failure) {

    public Outcome {
        wrong = List.copyOf(wrong);
    }

    /** Its size as a person reads it. */
    public String size() {
        return bytes < 1_000_000
                ? Language.say("moins d’un Mo", "less than 1 MB")
                : bytes / 1_000_000 + Language.say(" Mo", " MB");
    }
}

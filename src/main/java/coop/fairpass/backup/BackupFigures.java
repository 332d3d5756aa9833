package coop.fairpass.backup;

import coop.fairpass.doctor.Examinations;
import coop.fairpass.watch.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the last night’s work could be relied upon. */
@Component
class BackupFigures implements Watched {

    private static final List<Figure> FIGURES = List.of(
            new Figure("fairpass.backup.age", "seconds", "Since the last backup that was brought back and held true"),
            new Figure("fairpass.backup.failing", "", "1 when the last backup was not good"),
            new Figure("fairpass.doctor.age", "seconds", "Since the doctor last examined the database"),
            new Figure("fairpass.doctor.wrong", "", "Invariants that did not hold in that examination"));

    private final BackupOutcomes outcomes;
    private final Examinations examinations;
    private final Clock clock;

    BackupFigures(BackupOutcomes outcomes, Examinations examinations, Clock clock) {
        this.outcomes = outcomes;
        this.examinations = examinations;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return FIGURES;
    }

    @Override
    public List<Double> look() {
        var examined = examinations.last();
        return List.of(
                outcomes.lastGood().map(good -> since(good.endedAt())).orElse(Double.NaN),
                outcomes.last().map(last -> last.state().isGood() ? 0.0 : 1.0).orElse(Double.NaN),
                examined.map(one -> since(one.at())).orElse(Double.NaN),
                examined.map(one -> (double) one.wrong().size()).orElse(Double.NaN));
    }

    private double since(Instant then) {
        return Duration.between(then, clock.instant()).toSeconds();
    }
}

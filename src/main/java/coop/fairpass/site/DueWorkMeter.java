package coop.fairpass.site;

import coop.fairpass.calendar.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Tells when all due work was last done, so that work that stopped is an alarm. */
@Component
@ConditionalOnWebApplication
class DueWorkMeter implements MeterBinder {

    private final DueWork dueWork;

    DueWorkMeter(DueWork dueWork) {
        this.dueWork = dueWork;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "fairpass.due.work.last.whole.run",
                        () -> dueWork.lastWholeRun().getEpochSecond(),
                        TimeUnit.SECONDS)
                .description("When all due work last ended without a failure, in seconds since 1970")
                .register(registry);
    }
}

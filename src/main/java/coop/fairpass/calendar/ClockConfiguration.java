package coop.fairpass.calendar;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The one clock by which everything is judged, in Paris.
 *
 * <p>An auto-configuration, because those are read last: whoever brings a clock of her own, a test or the
 * demonstration, is found first.
 */
@AutoConfiguration
class ClockConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(Paris.ZONE);
    }
}

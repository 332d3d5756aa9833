package coop.fairpass.demo;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of the program is the demonstration's wherever there is one, so that doctor judges by the same day as the
 * site.
 */
@AutoConfiguration(beforeName = "coop.fairpass.calendar.ClockConfiguration")
class DemoClockConfiguration {

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    @DependsOnDatabaseInitialization
    DemoClock demoClock(JdbcClient jdbc) {
        return new DemoClock(jdbc, Clock.system(Paris.ZONE));
    }
}

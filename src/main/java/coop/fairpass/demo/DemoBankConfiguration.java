package coop.fairpass.demo;

import coop.fairpass.bank.SimulatedBank;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The bank of the demonstration, made only when somebody plays. */
@Configuration
class DemoBankConfiguration {

    @Bean
    @Lazy
    SimulatedBank simulatedBank(JdbcClient jdbc, TransactionTemplate transaction) {
        return new SimulatedBank(jdbc, transaction);
    }
}

package coop.fairpass.redemption;

import coop.fairpass.redemption.Decide.Thresholds;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fraud rules in force on a day, with their thresholds (domain §16). */
@Component
class FraudRules {

    private final JdbcClient jdbc;

    FraudRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What redemption itself applies. */
    Thresholds on(LocalDate day) {
        var rules = rules(day);
        return new Thresholds(rules.getOrDefault("F1", 0), rules.containsKey("F4"), rules.getOrDefault("F8", 0));
    }

    private Map<String, Integer> rules(LocalDate day) {
        return jdbc
                .sql("""
                        SELECT DISTINCT ON (code) code, threshold, is_on
                          FROM redemption.fraud_rule
                         WHERE valid_from <= :day
                         ORDER BY code, valid_from DESC
                        """)
                .param("day", day)
                .query((row, _) ->
                        Map.entry(row.getString("code"), row.getBoolean("is_on") ? row.getInt("threshold") : 0))
                .list()
                .stream()
                .filter(rule -> rule.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

package coop.fairpass.orders;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-334 : une commande ne fait que les pas de sa table (domain §5.1)")
class OrderStepSpec {

    /** The table as the reference has it: step, from, to, who. */
    private static final String TABLE = """
            O1  | DRAFT                                     | DRAFT             | PAYER_BUYER COOP_SALES
            O2  | DRAFT                                     | QUOTED            | COOP_SALES
            O3  | QUOTED                                    | DRAFT             | PAYER_BUYER COOP_SALES
            O4  | QUOTED                                    | LAPSED            | CLOCK
            O5  | QUOTED                                    | ORDERED           | PAYER_BUYER
            O6  | ORDERED                                   | FRAMED            | COOP_SALES
            O7  | FRAMED                                    | IN_PROOF          | COOP_PRODUCTION
            O8  | IN_PROOF                                  | IN_PROOF          | PAYER_BUYER
            O9  | IN_PROOF                                  | IN_PRODUCTION     | PAYER_BUYER
            O10 | IN_PRODUCTION                             | SHIPPED           | COOP_PRODUCTION
            O11 | SHIPPED                                   | DELIVERED         | DISTRIBUTOR_MANAGER DISTRIBUTOR_AGENT PAYER_BUYER
            O12 | DELIVERED RUNNING                         | RUNNING           | COOP_SALES
            O13 | RUNNING                                   | RUNNING           | PAYER_BUYER COOP_SALES
            O14 | RUNNING                                   | ENDING            | CLOCK
            O15 | ENDING                                    | EXPIRED           | CLOCK
            O16 | EXPIRED                                   | IN_RECONCILIATION | CLOCK
            O17 | IN_RECONCILIATION                         | DISPUTED          | PAYER_BUYER COOP_CONTROLLER
            O18 | DISPUTED                                  | IN_RECONCILIATION | COOP_CONTROLLER
            O19 | IN_RECONCILIATION                         | RECONCILED        | PAYER_BUYER COOP_CONTROLLER
            O20 | RECONCILED                                | CLOSED            | TREASURER
            O21 | DRAFT QUOTED ORDERED FRAMED IN_PROOF      | CANCELLED         | PAYER_BUYER COOP_SALES
            O22 | IN_PRODUCTION SHIPPED DELIVERED           | CANCELLED         | PAYER_BUYER COOP_SALES
            """;

    @Test
    @DisplayName("les vingt-deux pas, leurs départs, leurs arrivées et qui les fait")
    void the_steps_are_those_of_the_reference() {
        var steps = new TreeMap<String, String>();
        for (var step : OrderStep.values()) {
            steps.put(step.code(), row(step));
        }
        var reference = new TreeMap<String, String>();
        TABLE.lines()
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells ->
                        reference.put(cells[0].strip(), words(cells[1]) + " → " + cells[2] + " " + words(cells[3])));
        assertThat(steps).isEqualTo(reference).hasSize(22);
    }

    @Test
    @DisplayName("rien ne suit un état final")
    void nothing_follows_a_final_state() {
        assertThat(OrderState.values())
                .filteredOn(OrderState::isFinal)
                .containsExactly(OrderState.LAPSED, OrderState.CLOSED, OrderState.CANCELLED)
                .allSatisfy(state -> assertThat(OrderStep.values()).noneMatch(step -> step.isPossibleFrom(state)));
    }

    private static String row(OrderStep step) {
        var from = Arrays.stream(OrderState.values())
                .filter(step::isPossibleFrom)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        var who = Arrays.stream(Role.values())
                .filter(role -> step.isAllowedTo(new Actor("person/1", "", Optional.empty(), Set.of(role))))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (step.isAllowedTo(Actor.CLOCK)) {
            who.add("CLOCK");
        }
        return from + " → " + step.to() + " " + who;
    }

    private static Set<String> words(String cell) {
        return new TreeSet<>(Arrays.asList(cell.strip().split(" +", -1)));
    }
}

package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-334 : un carnet ne fait que les pas de sa table (domain §5.2)")
class BookletStepSpec {

    /**
     * The steps that change a state: from, to, who; nobody where a redemption or the clock does it. A sender may find
     * what it sent, a printer's missing booklet is the cooperative's to tell, and a payer withdraws its own stock.
     */
    private static final String TABLE = """
            B1_GENERATED     |                                                | GENERATED  | COOP_PRODUCTION
            B2_PRINTED       | GENERATED                                      | PRINTED    | COOP_PRODUCTION
            B3_SENT          | PRINTED IN_STOCK                               | IN_TRANSIT | COOP_PRODUCTION DISTRIBUTOR_MANAGER PAYER_BUYER
            B4_COUNTED_IN    | IN_TRANSIT                                     | IN_STOCK   | DISTRIBUTOR_MANAGER DISTRIBUTOR_AGENT PAYER_BUYER COOP_PRODUCTION
            B5_MISSING       | IN_TRANSIT IN_STOCK                            | MISSING    | DISTRIBUTOR_MANAGER DISTRIBUTOR_AGENT PAYER_BUYER COOP_PRODUCTION COOP_CONTROLLER
            B6_FOUND         | IN_TRANSIT MISSING                             | IN_STOCK   | DISTRIBUTOR_MANAGER DISTRIBUTOR_AGENT PAYER_BUYER COOP_PRODUCTION COOP_CONTROLLER
            B7_HANDED_OVER   | IN_STOCK                                       | HANDED_OVER | DISTRIBUTOR_AGENT
            B8_INFERRED      | IN_STOCK IN_TRANSIT                            | HANDED_OVER |
            B12_BLOCKED      | HANDED_OVER                                    | BLOCKED    | DISTRIBUTOR_AGENT COOP_CONTROLLER
            B13_BLOCK_LIFTED | BLOCKED                                        | HANDED_OVER | DISTRIBUTOR_AGENT COOP_CONTROLLER
            B14_REPLACED     | BLOCKED                                        | REPLACED   | DISTRIBUTOR_AGENT
            B14_REPLACES     |                                                | HANDED_OVER | DISTRIBUTOR_AGENT
            B15_WITHDRAWN    | IN_STOCK IN_TRANSIT MISSING                    | WITHDRAWN  | PAYER_BUYER
            V14_CANCELLED    | GENERATED PRINTED IN_TRANSIT IN_STOCK MISSING  | CANCELLED  | COOP_PRODUCTION COOP_CONTROLLER
            """;

    @Test
    @DisplayName("les pas qui changent un état, leurs départs, leurs arrivées et qui les fait")
    void the_steps_are_those_of_the_table() {
        var steps = new TreeMap<String, String>();
        for (var step : BookletStep.values()) {
            step.to().ifPresent(to -> steps.put(step.name(), row(step, to)));
        }
        var table = new TreeMap<String, String>();
        TABLE.lines()
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells ->
                        table.put(cells[0].strip(), words(cells[1]) + " → " + cells[2] + " " + words(cells[3])));
        assertThat(steps).isEqualTo(table).hasSize(14);
    }

    @Test
    @DisplayName("rien ne suit un carnet remplacé, retiré ou annulé, que la division de son lot sur le papier")
    void nothing_follows_an_end() {
        for (var end : Set.of(BookletState.REPLACED, BookletState.WITHDRAWN, BookletState.CANCELLED)) {
            assertThat(BookletStep.values())
                    .filteredOn(step -> step.isPossibleFrom(end))
                    .containsExactly(BookletStep.LOT_SPLIT);
        }
    }

    private static String row(BookletStep step, BookletState to) {
        var who = new TreeSet<String>();
        for (var role : Role.values()) {
            if (step.isAllowedTo(new Actor("person/1", "", Optional.empty(), Set.of(role)))) {
                who.add(role.name());
            }
        }
        return new TreeSet<>(Arrays.asList(step.from())) + " → " + to + " " + who;
    }

    private static Set<String> words(String cell) {
        return cell.isBlank()
                ? Set.of()
                : new TreeSet<>(Arrays.asList(cell.strip().split(" +", -1)));
    }
}

package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

@DisplayName("Le plan des modules : les flèches ne vont que vers le bas")
class ModulesTest {

    private static final Path DRAWING = Path.of("docs/generated/modules.puml");

    private final ApplicationModules modules = ApplicationModules.of(Fairpass.class);

    @Test
    @DisplayName("chaque module n’emploie que ce que son package-info autorise, sans cycle")
    void modules_use_only_what_they_may() {
        modules.verify();
    }

    /** Written again at each build: a changed map is a reviewed difference. */
    @Test
    @DisplayName("le dessin est refait à partir du code")
    void draws_itself() throws IOException {
        var boxes = new TreeSet<String>();
        var arrows = new TreeSet<String>();
        for (var module : modules) {
            boxes.add("component \"%s\" as %s".formatted(module.getDisplayName(), name(module)));
            module.getDirectDependencies(modules)
                    .uniqueModules()
                    .forEach(used -> arrows.add("%s --> %s".formatted(name(module), name(used))));
        }
        assertThat(boxes).contains("component \"Money\" as money");
        Files.createDirectories(DRAWING.getParent());
        Files.writeString(DRAWING, """
                @startuml
                ' Written by ModulesTest from the code: do not edit.
                title Fairpass
                skinparam componentStyle rectangle
                %s

                %s
                @enduml
                """.formatted(String.join("\n", boxes), String.join("\n", arrows)));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}

package coop.fairpass.demo;

import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.web.Plural;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lists of places that others published, taken in as the cooperative would, each with its report, when they lie beside
 * the project. They are read from there and never copied into it.
 */
@Component
class PublishedLists {

    /** @param name under which its report is found, and a later file of the same list replaces this one */
    private record Published(String name, String file) {}

    private static final List<Published> LISTS = List.of(
            new Published("bourgogne-franche-comte", "bourgogne-franche-comte-mednum-2023.csv"),
            new Published("gironde", "gironde-2022.json"),
            new Published("le-havre", "le-havre-2024-standard-0.1.json"),
            new Published("france-services", "france-services-2022-12-01.csv.gz"),
            new Published("conseillers-numeriques", "conseillers-numeriques-permanences-2022-standard-0.1.json.gz"),
            new Published("data-inclusion", "data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz"));

    private final ImportPlaceList importList;
    private final Path folder;

    PublishedLists(ImportPlaceList importList, @Value("${FAIRPASS_SHARED_DATA:../shared/data}") String openData) {
        this.importList = importList;
        this.folder = Path.of(openData, "lieux");
    }

    /** @param says what was taken in, list by list */
    void takeIn(Consumer<String> says) {
        for (var list : LISTS) {
            var file = folder.resolve(list.file());
            if (Files.isReadable(file)) {
                var report = Refused.unless(
                                ImportPlaceList.Outcome.Imported.class,
                                "take in a published list",
                                importList.handle(new ImportPlaceList.Command(
                                        Cast.id("list/" + list.name()),
                                        list.name(),
                                        bytes(file),
                                        Cast.REVIEWER.actor())))
                        .report();
                says.accept("liste « %s » : %s, %s"
                        .formatted(
                                list.name(),
                                Plural.of(report.rowsRead(), "ligne", "lignes"),
                                Plural.of(report.rowsRefused(), "refusée", "refusées")));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream stream = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

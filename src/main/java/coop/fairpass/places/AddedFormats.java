package coop.fairpass.places;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Formats of lists that the operator describes, one file each, in {@code <home>/formats}: a local list is read by data
 * and without a new version of the program (docs/places.md shows one). Read at each import, so that a correction counts
 * at once.
 */
@Component
class AddedFormats {

    private static final Logger LOG = LoggerFactory.getLogger(AddedFormats.class);

    private final Path directory;

    AddedFormats(@Value("${fairpass.places.formats:${fairpass.home:data}/formats}") String directory) {
        this.directory = Path.of(directory);
    }

    /** None when there is no such directory; empty when one of its files is not a format. */
    Optional<List<PlaceFormat>> read() {
        if (!Files.isDirectory(directory)) {
            return Optional.of(List.of());
        }
        var formats = new ArrayList<PlaceFormat>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                formats.add(PlaceFormat.read(Files.readAllBytes(file)));
            }
        } catch (JacksonException e) {
            LOG.warn("a format of {} cannot be read: {}", directory, e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(List.copyOf(formats));
    }
}

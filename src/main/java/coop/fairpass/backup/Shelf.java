package coop.fairpass.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Étagère : the directory of backups. One has its final name once it is whole and on the disk; a name that ends with
 * {@code .part} was never a backup, one that ends with {@code .refusee} did not come back.
 */
@Component
class Shelf {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT);
    private static final String PART = ".part";
    private static final String REFUSED = ".refusee";

    private final BackupSettings settings;

    Shelf(BackupSettings settings) {
        this.settings = settings;
    }

    /** A place to write a backup; what killed programs left half done goes away. Only one backup is taken at a time. */
    Path begin(Instant takenAt) throws IOException {
        Files.createDirectories(settings.directory());
        Files.setPosixFilePermissions(settings.directory(), PosixFilePermissions.fromString("rwx------"));
        try (var parts = Files.newDirectoryStream(settings.directory(), "*" + PART)) {
            for (var part : parts) {
                FileSystemUtils.deleteRecursively(part);
            }
        }
        return Files.createDirectory(
                settings.directory().resolve(NAME.format(takenAt.atOffset(ZoneOffset.UTC)) + PART),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Writes the manifest and gives the backup its name: from now on it is one. */
    Path end(Path part, Manifest manifest) throws IOException {
        try (var channel = FileChannel.open(
                part.resolve(Manifest.NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(
                    java.nio.ByteBuffer.wrap(manifest.written().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            channel.force(true);
        }
        sync(part);
        var name = part.getFileName().toString();
        var whole = part.resolveSibling(name.substring(0, name.length() - PART.length()));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        sync(settings.directory());
        return whole;
    }

    /** Marks a backup that did not come back: it is kept to be looked at, and counts for nothing. */
    void refuse(Path backup) throws IOException {
        var refused = backup.resolveSibling(backup.getFileName() + REFUSED);
        FileSystemUtils.deleteRecursively(refused);
        Files.move(backup, refused, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Throws away what is kept no longer; of those that were refused, all but the last.
     *
     * @param lastGood the name of one that stays whatever its age
     */
    void rotate(Optional<String> lastGood) throws IOException {
        var backups = backups();
        var kept = new Rotation(settings.days(), settings.months()).kept(List.copyOf(backups.keySet()));
        for (var backup : backups.entrySet()) {
            var name = backup.getValue().getFileName().toString();
            if (!kept.contains(backup.getKey()) && !lastGood.equals(Optional.of(name))) {
                FileSystemUtils.deleteRecursively(backup.getValue());
            }
        }
        try (var paths = Files.list(settings.directory())) {
            for (var refused : paths.filter(path -> path.toString().endsWith(REFUSED))
                    .sorted(Comparator.reverseOrder())
                    .skip(1)
                    .toList()) {
                FileSystemUtils.deleteRecursively(refused);
            }
        }
    }

    /** The backups that are there, by the instant they were begun. */
    Map<Instant, Path> backups() {
        var backups = new HashMap<Instant, Path>();
        if (Files.notExists(settings.directory())) {
            return backups;
        }
        try (var paths = Files.list(settings.directory())) {
            for (var path : paths.toList()) {
                instant(path).ifPresent(at -> backups.put(at, path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return backups;
    }

    /** How many bytes a backup takes here. */
    static long bytes(Path backup) {
        try {
            return Files.size(backup.resolve(Archive.NAME)) + Files.size(backup.resolve(Manifest.NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that so many bytes can be written, and that what the database itself may need stays free.
     *
     * @throws NoRoom otherwise
     */
    void needRoom(Path where, long bytes) throws IOException {
        var there = nearest(where.toAbsolutePath());
        long free = Files.getFileStore(there).getUsableSpace();
        long needed = bytes + settings.leave().toBytes();
        if (free < needed) {
            throw new NoRoom("il n’y a pas la place dans %s : %d Mo libres, il en faut %d (dont %d restent libres)"
                            .formatted(
                                    there,
                                    mega(free),
                                    mega(needed),
                                    settings.leave().toMegabytes())
                    + " ; libérez-en, ou donnez un autre disque par FAIRPASS_BACKUPS et"
                    + " FAIRPASS_BACKUPS_REHEARSAL");
        }
    }

    /** The directory itself, or the one in which it will be made. */
    private static Path nearest(Path directory) {
        var parent = directory.getParent();
        return Files.exists(directory) || parent == null ? directory : nearest(parent);
    }

    /** The disk is too full; the message says so in French. */
    static final class NoRoom extends IOException {

        private static final long serialVersionUID = 1L;

        NoRoom(String message) {
            super(message);
        }
    }

    private static Optional<Instant> instant(Path path) {
        try {
            return Optional.of(
                    LocalDateTime.parse(path.getFileName().toString(), NAME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static long mega(long bytes) {
        return bytes / 1_048_576;
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

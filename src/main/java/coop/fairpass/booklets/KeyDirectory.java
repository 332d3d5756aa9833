package coop.fairpass.booklets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The directory of the key ring: one file a generation, {@code generation-001.keys}, readable by its owner only. */
final class KeyDirectory {

    private static final Pattern FILE = Pattern.compile("generation-(\\d{3})\\.keys");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OPEN_TO_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path directory;

    KeyDirectory(Path directory) {
        this.directory = directory;
    }

    boolean isEmpty() {
        return numbers().isEmpty();
    }

    /** Every generation, oldest first; none may be missing, so that a half-copied ring is not taken for a whole one. */
    List<GenerationKeys> read() {
        if (!Files.isDirectory(directory)) {
            throw new UnusableKeys("no key directory at " + directory + ": create the keys or give their true path");
        }
        refuse(directory, WRITTEN_BY_OTHERS, "chmod 700");
        var ring = new ArrayList<GenerationKeys>();
        for (int number : numbers()) {
            if (number != ring.size() + 1) {
                throw new UnusableKeys("%s is missing in %s: restore it from a copy"
                        .formatted(name(new Generation(ring.size() + 1)), directory));
            }
            ring.add(read(new Generation(number)));
        }
        if (ring.isEmpty()) {
            throw new UnusableKeys("no keys in " + directory + ": create them or give their true path");
        }
        return List.copyOf(ring);
    }

    private GenerationKeys read(Generation generation) {
        var file = directory.resolve(name(generation));
        refuse(file, OPEN_TO_OTHERS, "chmod 600");
        try {
            var keys = GenerationKeys.parse(Files.readString(file), file.toString());
            if (!keys.generation().equals(generation)) {
                throw new UnusableKeys("%s holds generation %d: it was renamed"
                        .formatted(file, keys.generation().number()));
            }
            return keys;
        } catch (IOException e) {
            throw new UnusableKeys(file + " cannot be read", e);
        }
    }

    private static void refuse(Path path, Set<PosixFilePermission> refused, String remedy) {
        try {
            var permissions = Files.getPosixFilePermissions(path);
            if (permissions.stream().anyMatch(refused::contains)) {
                throw new UnusableKeys("%s is open to others (%s): %s, and draw new keys if someone may have read it"
                        .formatted(path, PosixFilePermissions.toString(permissions), remedy));
            }
        } catch (UnsupportedOperationException e) {
            throw new UnusableKeys(path + " is on a file system without owner-only files", e);
        } catch (IOException e) {
            throw new UnusableKeys(path + " cannot be read", e);
        }
    }

    private List<Integer> numbers() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableKeys(directory + " cannot be listed", e);
        }
    }

    /**
     * Writes a new generation so that it is there whole or not at all, whatever stops: another file, flushed, renamed,
     * and its directory flushed. Under a lock, as renaming would silently replace a generation drawn at the same
     * moment.
     */
    void add(GenerationKeys keys) {
        try {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
            // The file keeps other processes out, the monitor other threads of this one.
            synchronized (KeyDirectory.class) {
                try (var lock = FileChannel.open(
                                directory.resolve(".lock"),
                                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                OWNER_ONLY);
                        var _ = lock.lock()) {
                    write(keys);
                }
            }
        } catch (UnsupportedOperationException e) {
            throw new UnusableKeys(directory + " is on a file system without owner-only files", e);
        } catch (IOException e) {
            throw new UnusableKeys("keys cannot be written in " + directory, e);
        }
    }

    private void write(GenerationKeys keys) throws IOException {
        var file = directory.resolve(name(keys.generation()));
        if (Files.exists(file)) {
            if (Files.readString(file).equals(keys.text())) {
                return;
            }
            throw new UnusableKeys(file + " already holds other keys");
        }
        var unfinished = directory.resolve("." + name(keys.generation()));
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            var bytes = ByteBuffer.wrap(keys.text().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (var parent = FileChannel.open(directory, StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private static String name(Generation generation) {
        return "generation-%03d.keys".formatted(generation.number());
    }
}

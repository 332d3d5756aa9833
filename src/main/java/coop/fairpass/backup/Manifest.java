package coop.fairpass.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bordereau : what a backup says of itself, so that what is brought back can be held against it. A text that a person
 * can read, whose last line is the digest of the others.
 *
 * @param takenAt when its witnesses were noted
 * @param major version of the PostgreSQL whose files they are
 * @param snapshot what the witnesses saw, as PostgreSQL writes it: {@code 812:830:815}
 */
record Manifest(Instant takenAt, int major, String snapshot, List<Witness> witnesses, List<Entry> files) {

    /** The name of the manifest in the directory of a backup. */
    static final String NAME = "manifest.txt";

    private static final String FIRST = "fairpass-backup 1";
    private static final String LAST = "end ";

    /** A file of the archive, under its path from the data directory. */
    record Entry(String path, long size, String digest) {}

    Manifest {
        witnesses = List.copyOf(witnesses);
        files = List.copyOf(files);
    }

    /** How many bytes it takes once unpacked. */
    long bytes() {
        return files.stream().mapToLong(Entry::size).sum();
    }

    /** How many rows its witnesses have together. */
    long rows() {
        return witnesses.stream().mapToLong(Witness::rows).sum();
    }

    Map<String, Entry> byPath() {
        var entries = new HashMap<String, Entry>();
        files.forEach(file -> entries.put(file.path(), file));
        return entries;
    }

    String written() {
        var text = new StringBuilder(FIRST).append('\n');
        text.append("taken-at ").append(takenAt).append('\n');
        text.append("postgresql ").append(major).append('\n');
        text.append("snapshot ").append(snapshot).append('\n');
        for (var one : witnesses) {
            text.append("table %d %s %s\n".formatted(one.rows(), one.digest(), one.table()));
        }
        for (var one : files) {
            text.append("file %d %s %s\n".formatted(one.size(), one.digest(), one.path()));
        }
        return text + LAST + digestOf(text.toString()) + "\n";
    }

    /** The manifest of a backup; says in words when there is none, or not the one that was written. */
    static Manifest of(Path backup) {
        var file = backup.resolve(NAME);
        if (Files.notExists(file)) {
            throw new DamagedBackup("%s n’est pas une sauvegarde : %s n’y est pas".formatted(backup, NAME));
        }
        try {
            return read(Files.readString(file))
                    .orElseThrow(() -> new DamagedBackup("%s est abîmé : il ne se lit plus".formatted(file)));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new DamagedBackup("%s est abîmé : il ne se lit plus".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Manifest> read(String text) {
        int end = text.lastIndexOf("\n" + LAST) + 1;
        if (!text.startsWith(FIRST + "\n")
                || end == 0
                || !text.substring(end).equals(LAST + digestOf(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        var said = new HashMap<String, String>();
        var witnesses = new ArrayList<Witness>();
        var files = new ArrayList<Entry>();
        for (var line : text.substring(0, end).lines().skip(1).toList()) {
            var words = line.split(" ", 4);
            switch (words[0]) {
                case "table" -> witnesses.add(new Witness(words[3], Long.parseLong(words[1]), words[2]));
                case "file" -> files.add(new Entry(words[3], Long.parseLong(words[1]), words[2]));
                default -> said.put(words[0], words[1]);
            }
        }
        try {
            return Optional.of(new Manifest(
                    Instant.parse(said.getOrDefault("taken-at", "")),
                    Integer.parseInt(said.getOrDefault("postgresql", "")),
                    said.getOrDefault("snapshot", ""),
                    witnesses,
                    files));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String digestOf(String text) {
        var digest = Digest.begin();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Digest.end(digest);
    }
}

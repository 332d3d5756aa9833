package coop.fairpass.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked from the class path once and kept in a cache that several homes may share. */
record PgBinaries(Path directory, int major) {

    /** Unpacks the programs for this machine into the cache, unless they are there already. */
    static PgBinaries in(Path cache) throws IOException {
        var archive = archive();
        var directory = cache.resolve(name(archive));
        if (!Files.exists(directory)) {
            Files.createDirectories(cache);
            var draft = Files.createTempDirectory(cache, ".unpacking-");
            unpack(archive, draft);
            readable(draft, true);
            moveOrForget(draft, directory);
        }
        return new PgBinaries(directory, majorOf(directory));
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch");
        var arch = List.of("aarch64", "arm64").contains(machine) ? "arm_64" : "x86_64";
        return Stream.of("", "-alpine_linux")
                .map(variant -> PgBinaries.class.getResource("/postgres-%s-%s%s.txz".formatted(system, arch, variant)))
                .flatMap(url -> Optional.ofNullable(url).stream())
                .findFirst()
                .orElseThrow(() -> new DatabaseUnavailable(
                        "cette version n’apporte pas PostgreSQL pour %s %s :".formatted(system, machine)
                                + " donnez une base par FAIRPASS_DATABASE_URL"));
    }

    /** The name of the archive and the checksum of its content, so that another version never takes its place. */
    private static String name(URL archive) throws IOException {
        var file = archive.getPath().replaceFirst(".*/postgres-", "").replace(".txz", "");
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return "%s-%08x".formatted(file, jar.getJarEntry().getCrc());
        }
        throw new IOException("the programs of PostgreSQL are not in a jar: " + archive);
    }

    /** The server's catalogue begins with its version: {@code # PostgreSQL 18}. */
    private static int majorOf(Path directory) throws IOException {
        try (var lines = Files.lines(directory.resolve("share/postgresql/postgres.bki"))) {
            return Integer.parseInt(lines.findFirst().orElseThrow().replace("# PostgreSQL ", ""));
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry leaves the archive: " + entry.getName());
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            readable(path, (entry.getMode() & 0100) != 0);
        }
    }

    /** The account of the server is not always ours: it must be able to read and run, whatever our umask. */
    private static void readable(Path path, boolean executable) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void moveOrForget(Path draft, Path directory) throws IOException {
        try {
            Files.move(draft, directory);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            PgHome.delete(draft); // another program has just unpacked the same
        } catch (FileSystemException e) {
            PgHome.delete(draft);
            throw e;
        }
    }
}

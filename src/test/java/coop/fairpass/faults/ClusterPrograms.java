package coop.fairpass.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a cluster is made of and this machine must hold: {@code ./fairpass test ha} puts it there.
 *
 * @param python where the packages of Patroni are
 * @param etcd the program
 * @param postgres the folder of PostgreSQL's programs
 */
record ClusterPrograms(Path python, Path etcd, Path postgres) {

    private static final Path PUT_THERE = Path.of("target/ha").toAbsolutePath();
    private static final Path PACKAGES = PUT_THERE.resolve("usr/lib/python3/dist-packages");
    private static final Path ETCD = PUT_THERE.resolve("usr/bin/etcd");
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Pattern MAJOR = Pattern.compile("\\d+");

    /** All of them, when {@link #missing()} says nothing. */
    static ClusterPrograms find() throws IOException {
        return new ClusterPrograms(PACKAGES, ETCD, postgresql().orElseThrow());
    }

    /** What is missing to start a cluster, in French; nothing when all is there. */
    static List<String> missing() throws IOException {
        var missing = new ArrayList<String>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("être root (des espaces de noms du réseau)");
        }
        if (!Files.exists(PACKAGES.resolve("patroni/version.py"))) {
            missing.add("Patroni 4");
        } else if (!succeeds("python", "/usr/bin/python3", "-c", "import psycopg2, etcd, yaml, dateutil, psutil")) {
            missing.add("les bibliothèques Python de Patroni");
        }
        if (!Files.isExecutable(ETCD)) {
            missing.add("etcd");
        }
        if (postgresql().isEmpty()) {
            missing.add("PostgreSQL 15 ou plus récent, celui de la distribution");
        }
        if (!succeeds("ip", "ip", "netns", "list") || !succeeds("setpriv", "setpriv", "--version")) {
            missing.add("ip et setpriv");
        }
        return missing;
    }

    private static Optional<Path> postgresql() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> majors = Files.list(INSTALLED)) {
            return majors.filter(
                            path -> MAJOR.matcher(path.getFileName().toString()).matches())
                    .filter(path -> major(path) >= 15)
                    .filter(path -> Files.isExecutable(path.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(ClusterPrograms::major))
                    .map(path -> path.resolve("bin"));
        }
    }

    private static int major(Path path) {
        return Integer.parseInt(path.getFileName().toString());
    }

    private static boolean succeeds(String name, String... command) {
        try {
            return Shell.run(command).isEmpty();
        } catch (IOException e) {
            return false; // there is no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name, e);
        }
    }
}

package coop.fairpass.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Under which account the server runs, since PostgreSQL refuses to be root and containers often are.
 *
 * <p>An ordinary user runs it as herself. Root tries, in this order:
 *
 * <ol>
 *   <li>{@code setpriv}, which becomes the account {@code fairpass}, {@code postgres} or {@code nobody} for good:
 *       what a container allows by default. It fails where that account cannot enter the home, as under {@code
 *       /root};
 *   <li>{@code unshare -U}, which keeps root's files but not its powers. It fails where user namespaces are forbidden,
 *       as in most containers; and a superuser of the database could still read what root alone may read, so it comes
 *       second.
 * </ol>
 *
 * @param prefix the words before the command
 * @param files the account that must own the server's files, when it is not ours already
 */
record PgAccount(List<String> prefix, Optional<String> files) {

    private static final List<String> CANDIDATES = List.of("fairpass", "postgres", "nobody");

    /** The first account that can enter the directory and run the program. */
    static PgAccount of(Path directory, Path program) throws IOException, InterruptedException {
        if (new UnixSystem().getUid() != 0) {
            var answer = trial(List.of(), directory, program);
            if (answer.isPresent()) {
                throw new DatabaseUnavailable(
                        "PostgreSQL ne tourne pas sur cette machine (%s) : donnez une base par".formatted(answer.get())
                                + " FAIRPASS_DATABASE_URL");
            }
            return new PgAccount(List.of(), Optional.empty());
        }
        // The server's account passes through; each thing inside says who may read it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var answers = new ArrayList<String>();
        for (var account : candidates()) {
            var answer = trial(account.prefix(), directory, program);
            if (answer.isEmpty()) {
                return account;
            }
            answers.add(account.prefix().getFirst() + " : " + answer.get());
        }
        throw new DatabaseUnavailable("PostgreSQL ne tourne pas sous root, et aucun autre compte n’atteint %s (%s) :"
                        .formatted(directory, String.join(" ; ", answers))
                + " lancez Fairpass sous un compte ordinaire, placez FAIRPASS_HOME hors de /root (par exemple dans"
                + " /var/lib/fairpass), ou donnez une base par FAIRPASS_DATABASE_URL");
    }

    /** The command that runs as this account. */
    List<String> command(List<String> words) {
        var all = new ArrayList<>(prefix);
        all.addAll(words);
        return List.copyOf(all);
    }

    /** Gives a file or a whole directory to the server, if it is not its own already. */
    void own(Path root) throws IOException {
        if (files.isEmpty() || Files.getOwner(root).getName().equals(files.get())) {
            return;
        }
        var owner = root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(files.get());
        try (var paths = Files.walk(root)) {
            for (var path : paths.toList().reversed()) { // the root last: a killed chown starts again
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(owner);
            }
        }
    }

    private static List<PgAccount> candidates() throws IOException {
        var accounts = new ArrayList<PgAccount>();
        var known = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.split(":", -1))
                .toList();
        for (var name : CANDIDATES) {
            known.stream()
                    .filter(fields -> fields[0].equals(name))
                    .findFirst()
                    .map(fields ->
                            List.of("setpriv", "--reuid=" + fields[2], "--regid=" + fields[3], "--clear-groups", "--"))
                    .ifPresent(prefix -> accounts.add(new PgAccount(prefix, Optional.of(name))));
        }
        accounts.add(new PgAccount(List.of("unshare", "-U", "--"), Optional.of("root")));
        return accounts;
    }

    /** Why a command so prefixed cannot serve: it must be another than root, have a name, and reach both paths. */
    private static Optional<String> trial(List<String> prefix, Path directory, Path program)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(prefix);
        words.addAll(List.of(
                "sh",
                "-c",
                "cd \"$1\" && id -un && test \"$(id -u)\" -ne 0 && \"$2\" --version",
                "trial",
                directory.toString(),
                program.toString()));
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.of("absent");
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
                ? Optional.empty()
                : Optional.of(said.lines().reduce("", (first, last) -> last));
    }
}

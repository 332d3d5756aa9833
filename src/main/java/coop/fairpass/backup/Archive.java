package coop.fairpass.backup;

import coop.fairpass.postgres.OnlineCopy;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files of a backup in one: {@code base.tar.gz}, which any tar opens. */
final class Archive implements OnlineCopy.Taker, AutoCloseable {

    static final String NAME = "base.tar.gz";

    private static final int BUFFER = 1 << 16;

    /** Where the files of an archive go when it is read. */
    interface Reader {

        void directory(String path) throws IOException;

        OutputStream file(String path) throws IOException;
    }

    private final FileChannel channel;
    private final Quick compressed;
    private final TarArchiveOutputStream tar;
    private final List<Manifest.Entry> entries = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    private Archive(FileChannel channel) throws IOException {
        this.channel = channel;
        compressed = new Quick(new BufferedOutputStream(Channels.newOutputStream(channel)));
        tar = new TarArchiveOutputStream(compressed);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** Begins one in the directory of a backup. */
    static Archive in(Path directory) throws IOException {
        return new Archive(
                FileChannel.open(directory.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void directory(String path) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(path + "/"));
        tar.closeArchiveEntry();
    }

    @Override
    public void file(String path, long size, InputStream content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        var digest = Digest.begin();
        for (long left = size; left > 0; ) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("la sauvegarde a été interrompue");
            }
            int wanted = (int) Math.min(left, buffer.length);
            int read = content.readNBytes(buffer, 0, wanted);
            Arrays.fill(buffer, read, wanted, (byte) 0); // of a file that was cut meanwhile
            tar.write(buffer, 0, wanted);
            digest.update(buffer, 0, wanted);
            left -= wanted;
        }
        tar.closeArchiveEntry();
        entries.add(new Manifest.Entry(path, size, Digest.end(digest)));
    }

    /** Ends it, on the disk, and gives what is in it. */
    List<Manifest.Entry> end() throws IOException {
        tar.finish();
        compressed.finish();
        compressed.flush();
        channel.force(true);
        return List.copyOf(entries);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * Reads every file of a backup and holds it against the manifest.
     *
     * @throws DamagedBackup naming the first file that is missing, or is not as it was
     */
    static void read(Path backup, Manifest manifest, Reader reader) throws IOException {
        var missing = manifest.byPath();
        if (Files.notExists(backup.resolve(NAME))) {
            throw damaged(backup, NAME);
        }
        try (var content = open(backup);
                var tar = new TarArchiveInputStream(content)) {
            var last = NAME;
            for (var entry = next(tar, backup, last); entry.isPresent(); entry = next(tar, backup, last)) {
                last = entry.get().getName();
                if (entry.get().isDirectory()) {
                    reader.directory(last);
                    continue;
                }
                var known = missing.remove(last);
                if (known == null || entry.get().getSize() != known.size()) {
                    throw damaged(backup, last);
                }
                try (var out = reader.file(last)) {
                    if (!copy(tar, out, damaged(backup, last)).equals(known.digest())) {
                        throw damaged(backup, last);
                    }
                }
            }
            // To its very end, where it says what all of it must be.
            var _ = copy(content, OutputStream.nullOutputStream(), damaged(backup, NAME));
        }
        for (var file : missing.keySet()) {
            throw damaged(backup, file);
        }
    }

    private static GZIPInputStream open(Path backup) throws IOException {
        var file = new BufferedInputStream(Files.newInputStream(backup.resolve(NAME)), BUFFER);
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (ZipException | EOFException e) {
            file.close();
            throw damaged(backup, NAME);
        }
    }

    private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar, Path backup, String last) {
        try {
            return Optional.ofNullable(tar.getNextEntry());
        } catch (IOException e) {
            var damaged = damaged(backup, "ce qui suit " + last);
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Reads it all and keeps nothing. */
    static void check(Path backup, Manifest manifest) throws IOException {
        read(backup, manifest, new Reader() {
            @Override
            public void directory(String path) {
                // Nothing to hold against anything.
            }

            @Override
            public OutputStream file(String path) {
                return OutputStream.nullOutputStream();
            }
        });
    }

    /** Unpacks it in an empty directory. */
    static void unpack(Path backup, Manifest manifest, Path target) throws IOException {
        read(backup, manifest, new Reader() {
            @Override
            public void directory(String path) throws IOException {
                Files.createDirectories(inside(target, path));
            }

            @Override
            public OutputStream file(String path) throws IOException {
                var file = inside(target, path);
                Files.createDirectories(file.getParent());
                return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
            }
        });
    }

    private static Path inside(Path target, String path) throws IOException {
        var file = target.resolve(path).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("an entry leaves the archive: " + path);
        }
        return file;
    }

    /** Copies the rest of an entry, and gives its digest. */
    private static String copy(InputStream from, OutputStream to, DamagedBackup unreadable) throws IOException {
        var digest = Digest.begin();
        var some = new byte[BUFFER];
        while (true) {
            int read;
            try {
                read = from.read(some);
            } catch (IOException e) {
                unreadable.initCause(e);
                throw unreadable;
            }
            if (read <= 0) {
                return Digest.end(digest);
            }
            digest.update(some, 0, read);
            to.write(some, 0, read);
        }
    }

    private static DamagedBackup damaged(Path backup, String file) {
        return new DamagedBackup("la sauvegarde %s est abîmée : %s n’est pas le fichier qui y fut mis"
                .formatted(backup.getFileName(), file));
    }

    /** What a machine that serves people at the same time can afford: a third of the size for little work. */
    private static final class Quick extends GZIPOutputStream {

        Quick(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

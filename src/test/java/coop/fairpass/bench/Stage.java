package coop.fairpass.bench;

import coop.fairpass.Db;
import coop.fairpass.OwnServer;
import coop.fairpass.World;
import coop.fairpass.postgres.Database;
import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * A small territory on a server of its own, which is set as in production: what is committed is on the disk. Its files
 * are deleted when it closes.
 */
record Stage(Path home, PgServer server, Db db, World world, long postmaster) implements AutoCloseable {

    /** @param home a folder that does not exist yet */
    static Stage open(Path home) throws IOException {
        // As an operator would write: -Dbench.pg=shared_buffers=2GB
        var server = OwnServer.start(home, System.getProperty("bench.pg", "") + "\n");
        var db = new Db(server.database(), () -> {});
        return new Stage(home, server, db, new World(db, home), Machine.postmaster(home));
    }

    Database database() {
        return server.database();
    }

    void run(String sql) throws Exception {
        Sql.run(database(), sql);
    }

    long number(String sql) throws Exception {
        return Sql.number(database(), sql);
    }

    /** What the measure judges: that figures are right, never that they are quick. */
    static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        world.close();
        db.close();
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }
}

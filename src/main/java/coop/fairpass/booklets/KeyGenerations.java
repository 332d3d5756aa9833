package coop.fairpass.booklets;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database knows of the key ring: a fingerprint a generation, and no key. */
class KeyGenerations {

    private final JdbcClient jdbc;

    KeyGenerations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The generation that a new lot takes. */
    Generation newest() {
        return new Generation(jdbc.sql("SELECT max(id) FROM booklets.key_generation")
                .query(Integer.class)
                .single());
    }

    /** @throws UnusableKeys when this database was used with keys that are not there */
    void refuseToDrawAnew(Path directory) {
        if (!fingerprints().isEmpty()) {
            throw new UnusableKeys("this database was used with keys that are not in %s: restore them from a copy"
                    .formatted(directory));
        }
    }

    /**
     * Compares the ring with what is known, and remembers generations that are new.
     *
     * @throws UnusableKeys when the ring is not the one that this database was used with, or is older
     */
    void compare(VoucherKeys keys, Path directory) {
        var known = check(keys, directory.toString());
        keys.generations().stream()
                .filter(generation -> !known.containsKey(generation.number()))
                .forEach(generation -> remember(keys, generation));
    }

    /** @throws UnusableKeys when a generation that this database was used with is not in the ring, or is another */
    void check(VoucherKeys keys) {
        var _ = check(keys, "the ring of this program");
    }

    private Map<Integer, String> check(VoucherKeys keys, String place) {
        var known = fingerprints();
        known.forEach((number, fingerprint) -> {
            if (number > keys.generations().size()) {
                throw new UnusableKeys(
                        "this database was used with generation %d of the keys, which is not in %s: copy it there"
                                .formatted(number, place));
            }
            if (!keys.fingerprint(new Generation(number)).equals(fingerprint)) {
                throw new UnusableKeys(
                        "the keys in %s are not those this database was used with (generation %d is %s, not %s): give their true path"
                                .formatted(place, number, fingerprint, keys.fingerprint(new Generation(number))));
            }
        });
        return known;
    }

    void remember(VoucherKeys keys, Generation generation) {
        jdbc.sql("""
                        INSERT INTO booklets.key_generation (id, fingerprint, created_at)
                        VALUES (:id, :fingerprint, :created_at)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", generation.number())
                .param("fingerprint", keys.fingerprint(generation))
                .param("created_at", OffsetDateTime.ofInstant(keys.createdAt(generation), ZoneOffset.UTC))
                .update();
    }

    private Map<Integer, String> fingerprints() {
        Map<Integer, String> known = new LinkedHashMap<>();
        jdbc.sql("SELECT id, fingerprint FROM booklets.key_generation ORDER BY id")
                .query(row -> {
                    known.put(row.getInt("id"), row.getString("fingerprint"));
                });
        return known;
    }
}

package coop.fairpass.booklets;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Trousseau : the keys behind the codes of an instance, kept in a directory of their own, never in the database.
 *
 * <p>Who holds it can make every code; who holds the database without it can make none (docs/decisions/0007). It has
 * generations: new lots take the newest, older vouchers keep theirs, and none is ever removed while a voucher of it
 * may live. On several machines, a new generation must be copied to all of them before a lot takes it.
 */
public final class VoucherKeys {

    private static final Pattern INSTANCE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private final KeyDirectory directory;
    private volatile List<GenerationKeys> ring;

    private VoucherKeys(KeyDirectory directory, List<GenerationKeys> ring) {
        this.directory = directory;
        this.ring = ring;
    }

    /** What a code may stand for: the right one is that whose lot has this generation. */
    public record Candidate(Generation generation, VoucherNumber number) {}

    /**
     * Draws the first generation of a new ring.
     *
     * @param instance the name under which vouchers are signed for ever, such as {@code cheques.exemple.coop}
     * @throws UnusableKeys when the directory already holds keys or cannot be written
     */
    public static VoucherKeys create(Path directory, String instance, Instant now) {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("an instance is named like a host, in lower case: " + instance);
        }
        var keys = new KeyDirectory(directory);
        if (!keys.isEmpty()) {
            throw new UnusableKeys(directory + " already holds keys: open them, or choose another directory");
        }
        keys.add(GenerationKeys.draw(instance, new Generation(1), now));
        return open(directory);
    }

    /**
     * Opens the ring of a directory.
     *
     * @throws UnusableKeys when it is missing, incomplete, damaged or readable by others
     */
    public static VoucherKeys open(Path directory) {
        var keys = new KeyDirectory(directory);
        var ring = keys.read();
        if (ring.stream().map(GenerationKeys::instance).distinct().count() > 1) {
            throw new UnusableKeys(directory + " mixes the keys of several instances");
        }
        return new VoucherKeys(keys, ring);
    }

    /** Adds a generation, which becomes the current one. */
    public synchronized Generation rotate(Instant now) {
        var next = new Generation(ring.size() + 1);
        directory.add(GenerationKeys.draw(instance(), next, now));
        ring = directory.read();
        return next;
    }

    /** The name of the instance, in every signature. */
    public String instance() {
        return ring.getFirst().instance();
    }

    /** The generation that new lots take. */
    public Generation current() {
        return ring.getLast().generation();
    }

    /** Oldest first. */
    public List<Generation> generations() {
        return ring.stream().map(GenerationKeys::generation).toList();
    }

    public Instant createdAt(Generation generation) {
        return of(generation).createdAt();
    }

    /** Sixteen hexadecimal digits the database may keep, to notice at start that a ring is not the one it knew. */
    public String fingerprint(Generation generation) {
        return of(generation).fingerprint();
    }

    /** The code printed on a voucher. */
    public VoucherCode code(Generation generation, VoucherNumber number) {
        return new VoucherCode(of(generation).cipher().encrypt(number.value()));
    }

    /** The numbers a code may stand for, newest generation first; nearly always none when the code was guessed. */
    public List<Candidate> candidates(VoucherCode code) {
        var candidates = new ArrayList<Candidate>(1);
        for (var keys : ring.reversed()) {
            long value = keys.cipher().decrypt(code.bits());
            if (VoucherNumber.exists(value)) {
                candidates.add(new Candidate(keys.generation(), new VoucherNumber(value)));
            }
        }
        return List.copyOf(candidates);
    }

    /** The part that everyone may have, to verify signatures. */
    public PublicKeys publicKeys() {
        return new PublicKeys(
                instance(),
                ring.stream()
                        .map(keys -> new PublicKeys.Entry(keys.generation(), keys.publicKey(), keys.createdAt()))
                        .toList());
    }

    byte[] sign(Generation generation, byte[] message) {
        return of(generation).sign(message);
    }

    /**
     * The whole ring, sealed with a passphrase: for a safe, or for who takes the instance over.
     *
     * @throws IllegalArgumentException when the passphrase is shorter than sixteen characters
     */
    public String handOver(char[] passphrase) {
        return KeyHandover.seal(ring, passphrase);
    }

    /**
     * Puts a handed-over ring in a directory. Interrupted, it is done again: until the last file is written, the
     * directory does not open.
     *
     * @throws UnusableKeys when the passphrase is wrong, the text damaged, or the directory holds other keys
     */
    public static VoucherKeys takeOver(String handedOver, char[] passphrase, Path directory) {
        var keys = new KeyDirectory(directory);
        KeyHandover.unseal(handedOver, passphrase).reversed().forEach(keys::add);
        return open(directory);
    }

    private GenerationKeys of(Generation generation) {
        var known = ring;
        if (generation.number() > known.size()) {
            throw new UnusableKeys("this ring has no generation %d: copy the newest keys to this machine"
                    .formatted(generation.number()));
        }
        return known.get(generation.number() - 1);
    }

    @Override
    public String toString() {
        return "VoucherKeys[%s, %d generations]".formatted(instance(), ring.size());
    }
}

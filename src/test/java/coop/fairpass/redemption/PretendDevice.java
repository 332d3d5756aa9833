package coop.fairpass.redemption;

import static coop.fairpass.World.done;

import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherQr;
import coop.fairpass.booklets.VoucherTerms;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.places.PlaceId;
import coop.fairpass.redemption.AcceptEnvelopes.Answered;
import coop.fairpass.redemption.AcceptEnvelopes.Sealed;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A desk's browser without its browser: it signs, numbers and chains as static/scripts/desk/sealed.js does. */
final class PretendDevice {

    final UUID id;
    private final World world;
    private final Actor by;
    private final PlaceId place;
    private final KeyPair keys;
    private final List<Sealed> unsent = new ArrayList<>();
    private int counter;
    private String previous = Envelope.FIRST;
    private UUID lease = new UUID(0, 0);

    PretendDevice(World world, UUID id, Actor by, PlaceId place) {
        this.world = world;
        this.id = id;
        this.by = by;
        this.place = place;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        done(
                OfflineDevices.Outcome.Done.class,
                world.bean(OfflineDevices.class)
                        .register(id, place.value(), keys.getPublic().getEncoded(), by));
    }

    /** Governance allows so much, from today on. */
    static void allow(World world, int vouchers, long cents, int hours) {
        done(
                OfflineAllowances.Outcome.Decided.class,
                world.bean(OfflineAllowances.class)
                        .decide(
                                new OfflineAllowances.Allowance(
                                        world.today(),
                                        vouchers,
                                        Money.cents(cents),
                                        Duration.ofHours(hours),
                                        "Conseil",
                                        world.today(),
                                        "CA-1"),
                                World.COMMITTEE));
    }

    /** It is heard from, and lent what governance allows. */
    PretendDevice lent() {
        lease = UUID.randomUUID();
        done(OfflineDevices.Outcome.Done.class, world.bean(OfflineDevices.class).lend(lease, id, by));
        return this;
    }

    static String qr(World world, BookletNumber booklet, int rank) {
        var keys = world.bean(VoucherKeys.class);
        var terms = new VoucherTerms(Money.cents(10_00), LocalDate.of(2026, 10, 1), World.VALID_UNTIL);
        return new VoucherQr("https://cheques.exemple.coop", keys)
                .voucher(keys.generations().getLast(), booklet.voucher(rank), terms)
                .qr();
    }

    UUID accept(Instant at, BookletNumber booklet, int rank) {
        return accept(UUID.randomUUID(), at, booklet, rank, World.TEN_EUROS, coop.fairpass.calendar.Paris.dayOf(at));
    }

    UUID accept(UUID envelope, Instant at, BookletNumber booklet, int rank, String service, LocalDate day) {
        var qr = qr(world, booklet, rank);
        seal(
                envelope,
                at,
                """
                kind=ACCEPT
                voucher=%d
                qr=%s
                place=%s
                service=%s
                day=%s
                mediator=-""".formatted(booklet.voucher(rank).value(), Sha256.of(qr), place.value(), service, day),
                qr);
        return envelope;
    }

    void takeBack(Instant at, UUID envelope) {
        seal(UUID.randomUUID(), at, "kind=CANCEL\ncancels=" + envelope, "");
    }

    private void seal(UUID envelope, Instant at, String content, String qr) {
        counter++;
        var body = "fairpass-envelope-v1\nid=%s\ndevice=%s\ncounter=%d\nprevious=%s\nlease=%s\nat=%s\n%s"
                .formatted(envelope, id, counter, previous, lease, at, content);
        previous = Sha256.of(body);
        unsent.add(new Sealed(body, sign(body), qr));
    }

    byte[] sign(String body) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(body.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Sealed> unsent() {
        return List.copyOf(unsent);
    }

    /** Sends the first of what is not sent; all of it was received. */
    List<Answered> send(int howMany) {
        var batch = List.copyOf(unsent.subList(0, howMany));
        var received = done(AcceptEnvelopes.Outcome.Received.class, send(batch));
        if (received.stoppedBy().isPresent()) {
            throw new AssertionError(received);
        }
        unsent.subList(0, howMany).clear();
        return received.answered();
    }

    List<Answered> send() {
        return send(unsent.size());
    }

    AcceptEnvelopes.Outcome send(List<Sealed> batch) {
        return world.bean(AcceptEnvelopes.class).handle(new AcceptEnvelopes.Command(id, batch, by));
    }
}

package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the charter: the first comes with the program, the committee adopts the next. */
@Component
public class Charters {

    public sealed interface Outcome {
        record Adopted(AdoptedVersion<Charter> version) implements Outcome {}

        record Refused(VersionReason reason) implements Outcome {}
    }

    /** @param content the JSON of the whole text, as the version in force is read */
    public record Command(String content, LocalDate effectiveOn, Decision decision, Actor by) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AdoptedVersion<Charter> first;

    Charters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.first =
                new AdoptedVersion<>(1, KeptText.read(shipped(), Charter.class), Optional.empty(), Optional.empty());
    }

    private static String shipped() {
        try (var text = Charters.class.getResourceAsStream("/qualification/charter-1.json")) {
            if (text == null) {
                throw new IllegalStateException("the program has lost its first charter");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, those still to come included, the latest first. */
    @Transactional(readOnly = true)
    public List<AdoptedVersion<Charter>> all() {
        var all = new ArrayList<>(jdbc.sql("""
                        SELECT number, content, effective_on, decided_by, decided_on, minutes
                          FROM qualification.charter_version
                         ORDER BY number DESC
                        """)
                .query((row, _) -> new AdoptedVersion<>(
                        row.getInt("number"),
                        KeptText.read(row.getString("content"), Charter.class),
                        Optional.of(row.getObject("effective_on", LocalDate.class)),
                        Optional.of(new Decision(
                                row.getString("decided_by"),
                                row.getObject("decided_on", LocalDate.class),
                                row.getString("minutes")))))
                .list());
        all.add(first);
        return List.copyOf(all);
    }

    /** The one in force on a day. */
    @Transactional(readOnly = true)
    public AdoptedVersion<Charter> on(LocalDate day) {
        return all().stream()
                .filter(one ->
                        one.effectiveOn().filter(from -> from.isAfter(day)).isEmpty())
                .findFirst()
                .orElse(first);
    }

    @Transactional(readOnly = true)
    public Optional<AdoptedVersion<Charter>> version(int number) {
        return all().stream().filter(one -> one.number() == number).findFirst();
    }

    /** A version that a file names, so that it must exist. */
    @Transactional(readOnly = true)
    public Charter get(int number) {
        return version(number)
                .orElseThrow(() -> new IllegalStateException("no charter " + number))
                .content();
    }

    /** SHA-256 of a version, in hexadecimal: what was accepted, to the letter. */
    public static String digestOf(Charter charter) {
        return Sha256.of(KeptText.of(charter).getBytes(StandardCharsets.UTF_8));
    }

    /** The committee puts a new version in force from a day on; never for the past. */
    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(VersionReason.NOT_ALLOWED);
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('qualification.charter_version'))")
                .query((_, _) -> true)
                .single();
        Charter content;
        try {
            content = KeptText.read(command.content(), Charter.class);
        } catch (tools.jackson.core.JacksonException e) {
            return new Outcome.Refused(VersionReason.UNREADABLE);
        }
        var last = all().getFirst();
        if (last.content().equals(content)
                && last.effectiveOn().equals(Optional.of(command.effectiveOn()))
                && last.decision().equals(Optional.of(command.decision()))) {
            return new Outcome.Adopted(last);
        }
        var today = Paris.today(clock);
        if (command.decision().decidedOn().isAfter(today)) {
            return new Outcome.Refused(VersionReason.DECIDED_IN_THE_FUTURE);
        }
        if (command.effectiveOn().isBefore(today)) {
            return new Outcome.Refused(VersionReason.BACK_DATED);
        }
        if (last.effectiveOn().equals(Optional.of(command.effectiveOn()))) {
            return new Outcome.Refused(VersionReason.DAY_TAKEN);
        }
        if (last.effectiveOn()
                .filter(from -> from.isAfter(command.effectiveOn()))
                .isPresent()) {
            return new Outcome.Refused(VersionReason.BEFORE_THE_LAST_VERSION);
        }
        return new Outcome.Adopted(write(last.number() + 1, content, command));
    }

    private AdoptedVersion<Charter> write(int number, Charter content, Command command) {
        jdbc.sql("""
                        INSERT INTO qualification.charter_version (number, content, effective_on, decided_by,
                               decided_on, minutes, recorded_at, recorded_by)
                        VALUES (:number, :content, :effective_on, :decided_by,
                               :decided_on, :minutes, :recorded_at, :recorded_by)
                        """)
                .param("number", number)
                .param("content", KeptText.of(content))
                .param("effective_on", command.effectiveOn())
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", command.by().reference())
                .update();
        return new AdoptedVersion<>(
                number, content, Optional.of(command.effectiveOn()), Optional.of(command.decision()));
    }
}

package coop.fairpass.catalogue;

import coop.fairpass.catalogue.BrandLists.BrandList;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The committee keeps another list of brands: it is in force at once, and those before stay readable. */
@Component
public class ListBrands {

    /** @param before the number of the list that was changed: if another came meanwhile, it is read first */
    public record Command(List<String> names, String minutes, int before, Actor by) {
        public Command {
            names = List.copyOf(names);
        }
    }

    public sealed interface Outcome {
        record Listed(BrandList list) implements Outcome {}

        record Refused(BrandReason reason) implements Outcome {}
    }

    static final int MOST = 500;
    private static final int LONGEST = 60;

    private final JdbcClient jdbc;
    private final BrandLists lists;
    private final Clock clock;

    ListBrands(JdbcClient jdbc, BrandLists lists, Clock clock) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(BrandReason.NOT_ALLOWED);
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('catalogue.brand_list'))")
                .query((_, _) -> true)
                .single();
        var minutes = command.minutes().strip();
        if (minutes.isEmpty() || minutes.length() > 200) {
            return new Outcome.Refused(BrandReason.MINUTES_MISSING);
        }
        // Two spellings that are read as one are one.
        var names = new LinkedHashMap<String, String>();
        for (var written : command.names()) {
            var name = written.strip().replaceAll("\\s+", " ");
            if (Brands.words(name).isEmpty() || name.length() > LONGEST) {
                return new Outcome.Refused(BrandReason.NAME_INVALID);
            }
            names.putIfAbsent(Brands.words(name), name);
        }
        if (names.size() > MOST) {
            return new Outcome.Refused(BrandReason.TOO_MANY);
        }
        var brands = new Brands(
                names.values().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList());
        var current = lists.current();
        if (current.brands().equals(brands)) {
            return new Outcome.Listed(current); // the same form, sent twice, or nothing changed
        }
        if (current.number() != command.before()) {
            return new Outcome.Refused(BrandReason.LIST_CHANGED);
        }
        jdbc.sql("""
                        INSERT INTO catalogue.brand_list (number, names, minutes, recorded_at, recorded_by)
                        VALUES (:number, :names, :minutes, :recorded_at, :recorded_by)
                        """)
                .param("number", current.number() + 1)
                .param("names", brands.names().toArray(String[]::new))
                .param("minutes", minutes)
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", command.by().reference())
                .update();
        return new Outcome.Listed(lists.current());
    }
}

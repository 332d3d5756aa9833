package coop.fairpass.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Codes de secours : ten words to print, for the day the telephone is lost. Each counts once. */
@Component
class RecoveryCodes {

    private static final int COUNT = 10;
    private static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"; // nothing that is read as something else

    private final JdbcClient jdbc;
    private final Clock clock;

    RecoveryCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Draws ten and forgets those of before; they are shown once. */
    @Transactional
    public List<String> draw(UUID person) {
        forget(person);
        var codes = IntStream.range(0, COUNT).mapToObj(_ -> one()).toList();
        codes.forEach(code -> jdbc.sql("INSERT INTO access.recovery_code (person, digest) VALUES (:person, :digest)")
                .param("person", person)
                .param("digest", digest(person, code))
                .update());
        return codes;
    }

    /** Two groups of five signs out of 31: 49 bits, and few tries. */
    private static String one() {
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            if (i == 5) {
                text.append('-');
            }
            text.append(SIGNS.charAt(Secret.below(SIGNS.length())));
        }
        return text.toString();
    }

    /** Uses a code; false when it is unknown or was used. */
    @Transactional
    public boolean use(UUID person, String typed) {
        return jdbc.sql("""
                        UPDATE access.recovery_code SET used_at = :now
                         WHERE person = :person AND digest = :digest AND used_at IS NULL
                        """)
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("person", person)
                        .param("digest", digest(person, typed))
                        .update()
                == 1;
    }

    @Transactional(readOnly = true)
    public int left(UUID person) {
        return jdbc.sql("SELECT count(*) FROM access.recovery_code WHERE person = :person AND used_at IS NULL")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    @Transactional
    public void forget(UUID person) {
        jdbc.sql("DELETE FROM access.recovery_code WHERE person = :person")
                .param("person", person)
                .update();
    }

    private static String digest(UUID person, String code) {
        return Secret.digest(person + "/" + code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }
}

package coop.fairpass.desk;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Language;
import coop.fairpass.web.Page;
import coop.fairpass.web.Sentences;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Journal : who did, decided or read what, when and why, in every room. Each room shows its acts in a view of
 * the same columns; nothing is written twice, and nothing is written here.
 */
@Component
class Acts {

    private static final int PARTS = 4;
    private static final Pattern CHOSEN = Pattern.compile("([a-z]+):(\\w+\\.\\w+)(?: (.*))?", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("([a-z]+):(\\w+\\.\\w+)");

    /**
     * One act.
     *
     * @param author by reference, or in the words of a decision
     * @param organisation concerned; empty for the cooperative’s own affairs
     * @param subject an address or ids, never a name
     */
    record Act(
            Instant at,
            String author,
            Optional<UUID> organisation,
            ActKind kind,
            String what,
            String detail,
            String subject,
            String why) {

        /** What was done, as people say it. */
        String words() {
            var act = kind == ActKind.READING
                    ? Language.say("Lu : ", "Read: ") + Sensitive.valueOf(what).words()
                    : Sentences.of(What.valueOf(what));
            var more = SENTENCE.matcher(detail);
            return more.matches() ? act + Language.say(" : ", ": ") + sentence(more) : act;
        }

        /** Why: as it was written, but what is ours to say: the purpose of a reading, and a reason chosen in a list. */
        String reason() {
            if (kind == ActKind.READING) {
                return Language.say(why, Sensitive.valueOf(what).purposeEnglish());
            }
            var chosen = CHOSEN.matcher(why);
            return chosen.matches()
                    ? sentence(chosen)
                            + Optional.ofNullable(chosen.group(3))
                                    .map(words -> Language.say(" : ", ": ") + words)
                                    .orElse("")
                    : why;
        }

        /** Whether the reason is told in the language of who reads: people’s own words stay as they are. */
        boolean isReasonOurs() {
            var chosen = CHOSEN.matcher(why);
            return kind == ActKind.READING || (chosen.matches() && chosen.group(3) == null);
        }

        private static String sentence(Matcher constant) {
            return Sentences.find(constant.group(1), constant.group(2)).orElse(constant.group(2));
        }
    }

    /**
     * Which acts.
     *
     * @param authors by reference; empty for all
     * @param of the only organisation whose acts are shown; empty for all
     * @param organisationSays a part of the name of the organisation; empty for all
     * @param from included
     * @param until excluded
     */
    record Which(
            Optional<List<String>> authors,
            Optional<OrganisationId> of,
            String organisationSays,
            Optional<ActKind> kind,
            Instant from,
            Instant until) {
        Which {
            authors = authors.map(List::copyOf);
        }
    }

    private final JdbcClient jdbc;

    Acts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public Page<Act> page(Which which, Optional<String> after, int size) {
        var place = after.flatMap(Acts::read);
        var acts = jdbc.sql("""
                        SELECT at, author, organisation, kind, what, detail, subject, why
                          FROM (SELECT * FROM directory.act
                                 UNION ALL SELECT * FROM access.act
                                 UNION ALL SELECT * FROM privacy.act
                                 UNION ALL SELECT * FROM tariff.act
                                 UNION ALL SELECT * FROM winddown.act
                                 UNION ALL SELECT * FROM bank.act
                                 UNION ALL SELECT * FROM ledger.act
                                 UNION ALL SELECT * FROM catalogue.act
                                 UNION ALL SELECT * FROM places.act
                                 UNION ALL SELECT * FROM places.hub_act
                                 UNION ALL SELECT * FROM places.leaders_act
                                 UNION ALL SELECT * FROM places.position_act
                                 UNION ALL SELECT * FROM qualification.act
                                 UNION ALL SELECT * FROM qualification.rule_act
                                 UNION ALL SELECT * FROM qualification.amendment_act
                                 UNION ALL SELECT * FROM orders.act
                                 UNION ALL SELECT * FROM booklets.act
                                 UNION ALL SELECT * FROM redemption.act
                                 UNION ALL SELECT * FROM settlement.act) AS act
                         WHERE at >= :from
                           AND at < :until
                           AND (:authors::text[] IS NULL OR author = ANY(:authors::text[]))
                           AND (:of::uuid IS NULL OR organisation = :of::uuid)
                           AND (:says = '' OR organisation IN (
                               SELECT id FROM directory.organisation_name
                                WHERE strpos(lower(legal_name), lower(:says)) > 0))
                           AND (:kind::text IS NULL OR kind = :kind::text)
                           AND (:after::timestamptz IS NULL
                                OR (at, what, subject, author) < (:after::timestamptz, :what, :subject, :author))
                         ORDER BY at DESC, what DESC, subject DESC, author DESC
                         LIMIT :count
                        """)
                .param("from", at(which.from()))
                .param("until", at(which.until()))
                .param(
                        "authors",
                        which.authors().map(all -> all.toArray(String[]::new)).orElse(null),
                        java.sql.Types.ARRAY)
                .param("of", which.of().map(OrganisationId::value).orElse(null), java.sql.Types.OTHER)
                .param("says", which.organisationSays())
                .param("kind", which.kind().map(ActKind::name).orElse(null), java.sql.Types.VARCHAR)
                .param(
                        "after",
                        place.map(known -> OffsetDateTime.parse(known.getFirst()))
                                .orElse(null),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("what", place.map(known -> known.get(1)).orElse(""))
                .param("subject", place.map(known -> known.get(2)).orElse(""))
                .param("author", place.map(known -> known.get(3)).orElse(""))
                .param("count", size + 1)
                .query((row, _) -> new Act(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("author"),
                        Optional.ofNullable(row.getObject("organisation", UUID.class)),
                        ActKind.valueOf(row.getString("kind")),
                        row.getString("what"),
                        row.getString("detail"),
                        row.getString("subject"),
                        row.getString("why")))
                .list();
        return Page.of(acts, size, Acts::place);
    }

    private static String place(Act act) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", act.at().toString(), act.what(), act.subject(), act.author())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Where a page goes on; nothing when the address was altered: the first page is shown. */
    private static Optional<List<String>> read(String place) {
        try {
            var parts = Arrays.asList(
                    new String(Base64.getUrlDecoder().decode(place), StandardCharsets.UTF_8).split("\n", -1));
            if (parts.size() == PARTS) {
                var at = OffsetDateTime.parse(parts.getFirst());
                return at.getYear() > 2100 ? Optional.empty() : Optional.of(parts);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // altered: told by the page itself
        }
        return Optional.empty();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

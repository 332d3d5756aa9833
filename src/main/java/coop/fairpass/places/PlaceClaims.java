package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What organisations said of listed places: that they are theirs. */
@Component
public class PlaceClaims {

    private static final String SELECT = """
            SELECT c.id, c.listed, l.name, c.organisation, c.words, c.asked_at, c.decision, c.reason, c.decided_at
              FROM places.claim c
              JOIN places.listed l ON l.id = c.listed
            """;

    private final JdbcClient jdbc;

    PlaceClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<PlaceClaim> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE c.id = :id")
                .param("id", id)
                .query((row, _) -> claim(row))
                .optional();
    }

    /** Those of an organisation, the last first. */
    @Transactional(readOnly = true)
    public List<PlaceClaim> of(OrganisationId organisation, int most) {
        return jdbc.sql(SELECT + " WHERE c.organisation = :organisation ORDER BY c.asked_at DESC, c.id LIMIT :most")
                .param("organisation", organisation.value())
                .param("most", most)
                .query((row, _) -> claim(row))
                .list();
    }

    /** What an organisation said of one place, the last first. */
    @Transactional(readOnly = true)
    public List<PlaceClaim> of(OrganisationId organisation, UUID listed) {
        return jdbc.sql(SELECT + """
                         WHERE c.organisation = :organisation
                           AND c.listed = :listed
                         ORDER BY c.asked_at DESC, c.id
                        """)
                .param("organisation", organisation.value())
                .param("listed", listed)
                .query((row, _) -> claim(row))
                .list();
    }

    /** Those that nobody answered: by place, that of the oldest first, so that two of one place come together. */
    @Transactional(readOnly = true)
    public List<PlaceClaim> open(int most) {
        return jdbc.sql(SELECT + """
                         WHERE c.decision IS NULL
                         ORDER BY min(c.asked_at) OVER (PARTITION BY c.listed), c.listed, c.asked_at, c.id
                         LIMIT :most
                        """)
                .param("most", most)
                .query((row, _) -> claim(row))
                .list();
    }

    /** Those that were answered, the last first. */
    @Transactional(readOnly = true)
    public List<PlaceClaim> decided(int most) {
        return jdbc.sql(SELECT + " WHERE c.decision IS NOT NULL ORDER BY c.decided_at DESC, c.id LIMIT :most")
                .param("most", most)
                .query((row, _) -> claim(row))
                .list();
    }

    @Transactional(readOnly = true)
    public long countOpen() {
        return jdbc.sql("SELECT count(*) FROM places.claim WHERE decision IS NULL")
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public long countOpen(OrganisationId organisation) {
        return jdbc.sql("SELECT count(*) FROM places.claim WHERE decision IS NULL AND organisation = :organisation")
                .param("organisation", organisation.value())
                .query(Long.class)
                .single();
    }

    private static PlaceClaim claim(ResultSet row) throws SQLException {
        return new PlaceClaim(
                row.getObject("id", UUID.class),
                row.getObject("listed", UUID.class),
                row.getString("name"),
                new OrganisationId(row.getObject("organisation", UUID.class)),
                row.getString("words"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("decision")).map(ClaimDecision::valueOf),
                Optional.ofNullable(row.getString("reason")).orElse(""),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}

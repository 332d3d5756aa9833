package coop.fairpass.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisations known to the instance. */
@Component
public class Organisations {

    private static final String COLUMNS = """
            SELECT id, number, legal_name, siren, siret, nature, kind, vat_regime, street, postal_code, town, commune,
                   email, telephone
              FROM directory.organisation
            """;

    private final JdbcClient jdbc;

    Organisations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id.value())
                .query((row, _) -> organisation(row))
                .optional();
    }

    /** An organisation that another row names, so that it must exist. */
    @Transactional(readOnly = true)
    public Organisation get(OrganisationId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no organisation " + id));
    }

    /** Organisations that other rows name, so that each must exist. */
    @Transactional(readOnly = true)
    public Map<OrganisationId, Organisation> get(Collection<OrganisationId> ids) {
        var found = known(ids);
        if (!found.keySet().containsAll(ids)) {
            throw new IllegalStateException("an organisation is missing among " + ids.size());
        }
        return found;
    }

    /** Those that exist among some, read at once. */
    @Transactional(readOnly = true)
    public Map<OrganisationId, Organisation> known(Collection<OrganisationId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(COLUMNS + " WHERE id = ANY (:ids::uuid[])")
                .param("ids", ids.stream().map(OrganisationId::toString).toArray(String[]::new))
                .query((row, _) -> organisation(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Organisation::id, Function.identity()));
    }

    /** Organisations with that SIREN, several budgets of one authority for instance. */
    @Transactional(readOnly = true)
    public List<Organisation> withSiren(Siren siren) {
        return jdbc.sql(COLUMNS + " WHERE siren = :siren ORDER BY number")
                .param("siren", siren.digits())
                .query((row, _) -> organisation(row))
                .list();
    }

    /** Those of some communes, or with one of their postal codes when their commune was not told, by name. */
    @Transactional(readOnly = true)
    public List<Organisation> at(Collection<InseeCode> communes, Collection<PostalCode> postalCodes) {
        return jdbc.sql(COLUMNS + """
                         WHERE commune = ANY (:communes::text[])
                            OR (commune IS NULL AND postal_code = ANY (:postal::text[]))
                         ORDER BY legal_name, number
                        """)
                .param("communes", communes.stream().map(InseeCode::value).toArray(String[]::new))
                .param("postal", postalCodes.stream().map(PostalCode::digits).toArray(String[]::new))
                .query((row, _) -> organisation(row))
                .list();
    }

    /** All, by name; {@code after} is the last name of the previous page, empty for the first. */
    @Transactional(readOnly = true)
    public List<Organisation> all() {
        return jdbc.sql(COLUMNS + " ORDER BY legal_name, number")
                .query((row, _) -> organisation(row))
                .list();
    }

    /** Those of which the name, the SIREN or the SIRET says a text, by name; {@code most} at most, all for no text. */
    @Transactional(readOnly = true)
    public List<Organisation> saying(String text, int most) {
        return jdbc.sql(COLUMNS + """
                         WHERE strpos(lower(legal_name), lower(:text)) > 0
                            OR (:digits <> '' AND (strpos(siren, :digits) = 1 OR strpos(siret, :digits) = 1))
                         ORDER BY legal_name, number
                         LIMIT :most
                        """)
                .param("text", text)
                .param("digits", text.matches("[0-9 ]+") ? text.replace(" ", "") : "")
                .param("most", most)
                .query((row, _) -> organisation(row))
                .list();
    }

    /** Those where somebody, or a program, holds a role, by name. */
    @Transactional(readOnly = true)
    public List<Organisation> holding(Role role) {
        return jdbc.sql(COLUMNS + """
                         WHERE id IN (SELECT organisation
                                        FROM directory.membership
                                       WHERE role = :role AND revoked_at IS NULL
                                       UNION ALL
                                      SELECT organisation
                                        FROM directory.api_key
                                       WHERE :role = ANY (roles) AND revoked_at IS NULL)
                         ORDER BY legal_name, number
                        """)
                .param("role", role.name())
                .query((row, _) -> organisation(row))
                .list();
    }

    /** The cooperative that runs this instance. */
    @Transactional(readOnly = true)
    public Optional<Organisation> cooperative() {
        return jdbc.sql(COLUMNS + " WHERE id = (SELECT organisation FROM directory.cooperative)")
                .query((row, _) -> organisation(row))
                .optional();
    }

    /** Who speaks in public, as all may read it: an organisation; the names of people are not published. */
    @Transactional(readOnly = true)
    public String voiceOf(Actor by) {
        return by.organisation()
                .flatMap(this::find)
                .map(Organisation::legalName)
                .orElse("Une personne");
    }

    private static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                new OrganisationId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                row.getString("legal_name"),
                Optional.ofNullable(row.getString("siren")).map(Siren::of),
                Optional.ofNullable(row.getString("siret")).map(Siret::of),
                LegalNature.valueOf(row.getString("nature")),
                OrganisationKind.valueOf(row.getString("kind")),
                VatRegime.valueOf(row.getString("vat_regime")),
                new Address(
                        row.getString("street"),
                        PostalCode.of(row.getString("postal_code")),
                        row.getString("town"),
                        Optional.ofNullable(row.getString("commune")).map(InseeCode::of)),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("telephone")).map(Telephone::of));
    }
}

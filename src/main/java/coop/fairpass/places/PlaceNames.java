package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Places by their name: those of providers, and those that a public list knows. */
@Component
class PlaceNames implements SubjectNames {

    private final JdbcClient jdbc;

    PlaceNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "place";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        return SubjectNames.byId(jdbc.sql("""
                        SELECT id, name, NOT is_hidden AS is_shown FROM places.place WHERE id = ANY (:ids::uuid[])
                         UNION
                        SELECT id, name, true FROM places.listed WHERE id = ANY (:ids::uuid[])
                        """)
                .param("ids", ids.toArray(String[]::new))
                .query((row, _) -> new Known(
                        row.getString("id"),
                        Name.of(row.getString("name"), "/lieux/" + row.getString("id"), row.getBoolean("is_shown"))))
                .list());
    }
}

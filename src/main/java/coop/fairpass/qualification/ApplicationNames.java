package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applications by their number. */
@Component
class ApplicationNames implements SubjectNames {

    private final JdbcClient jdbc;

    ApplicationNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "application";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        boolean mayGo = reader.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE, Role.BOARD);
        return SubjectNames.byId(jdbc.sql(
                        "SELECT id, number::text AS name FROM qualification.application WHERE id = ANY (:ids::uuid[])")
                .param("ids", ids.toArray(String[]::new))
                .query((row, _) -> new Known(
                        row.getString("id"),
                        Name.of(row.getString("name"), "/candidatures/" + row.getString("id"), mayGo)))
                .list());
    }
}

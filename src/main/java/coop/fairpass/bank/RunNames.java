package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Payment orders by the name that the bank knows: FP20261201-12. */
@Component
class RunNames implements SubjectNames {

    private final JdbcClient jdbc;

    RunNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "run";
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        boolean mayGo = reader.hasAny(Role.COOP_CONTROLLER, Role.TREASURER);
        return SubjectNames.byId(jdbc.sql("""
                        SELECT id, 'FP' || to_char(execution_on, 'YYYYMMDD') || '-' || number AS name
                          FROM bank.run
                         WHERE id = ANY (:ids::uuid[])
                        """)
                .param("ids", ids.toArray(String[]::new))
                .query((row, _) -> new Known(
                        row.getString("id"),
                        Name.of(row.getString("name"), "/banque/ordres/" + row.getString("id"), mayGo)))
                .list());
    }
}

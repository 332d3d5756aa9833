package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Statements by their number, for those who read them. */
@Component
class StatementNames implements SubjectNames {

    @Override
    public String kind() {
        return "statement";
    }

    @Override
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        boolean mayGo =
                reader.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.COOP_CONTROLLER, Role.TREASURER);
        return SubjectNames.each(ids, id -> Name.of(id, "/releves/" + id, mayGo));
    }
}

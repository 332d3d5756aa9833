package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Booklets by the serial that is printed on them. */
@Component
class BookletNames implements SubjectNames {

    @Override
    public String kind() {
        return "booklet";
    }

    @Override
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        boolean mayGo = reader.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT, Role.COOP_CONTROLLER);
        return SubjectNames.each(ids, id -> {
            var number = new BookletNumber(Long.parseLong(id));
            return Name.of(number.serial(), "/carnets/" + HandOverPages.address(number), mayGo);
        });
    }
}

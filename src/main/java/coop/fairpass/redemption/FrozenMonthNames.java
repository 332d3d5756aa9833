package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.SubjectNames;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Frozen months by their name, for those who end them. */
@Component
class FrozenMonthNames implements SubjectNames {

    @Override
    public String kind() {
        return "month";
    }

    @Override
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        boolean mayGo = reader.hasAny(Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER);
        return SubjectNames.each(ids, id -> Name.of(Language.say(YearMonth.parse(id)), "/fin-de-mois/" + id, mayGo));
    }
}

package coop.fairpass.notices;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Archive;
import coop.fairpass.web.TakenAway;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an organisation was told. */
@Component
class NoticesTaken implements TakenAway {

    private static final int AT_ONCE = 500;

    private final Notices notices;

    NoticesTaken(Notices notices) {
        this.notices = notices;
    }

    @Override
    public int rank() {
        return 70;
    }

    @Override
    public void write(OrganisationId organisation, Archive archive) throws IOException {
        archive.table(
                "messages.csv",
                "Ce que la plateforme vous a écrit, le dernier d’abord.",
                List.of("quand", "objet", "texte"),
                table -> all(organisation, table));
    }

    private void all(OrganisationId organisation, Archive.Table table) {
        var after = Optional.<String>empty();
        List<Notice> some;
        do {
            some = notices.of(organisation, after, AT_ONCE);
            some.forEach(one -> table.row(Paris.french(one.toldAt()), one.subject(), one.text()));
            after = some.isEmpty()
                    ? Optional.empty()
                    : Optional.of(some.getLast().key());
        } while (some.size() == AT_ONCE);
    }
}

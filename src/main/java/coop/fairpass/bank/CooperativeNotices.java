package coop.fairpass.bank;

import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the cooperative itself must be told about its money; the same key is told once. */
@Component
class CooperativeNotices {

    private final Organisations organisations;
    private final Notices notices;

    CooperativeNotices(Organisations organisations, Notices notices) {
        this.organisations = organisations;
        this.notices = notices;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tell(String key, String subject, String text) {
        organisations.cooperative().ifPresent(cooperative -> notices.tell(cooperative.id(), key, subject, text));
    }
}

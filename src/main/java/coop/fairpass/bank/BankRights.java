package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import org.springframework.ui.Model;

/** Who reads the bank's pages, and what each of them always shows. */
final class BankRights {

    private BankRights() {}

    /** A treasurer or a controller may read on; others read why not. */
    static void open(Actor by, Model model) {
        BankApi.mayRead(by);
        Told.keepIn(model);
        model.addAttribute("mayAct", by.has(Role.TREASURER));
    }

    /** Acts of the bank's pages are a treasurer's. */
    static void mayAct(Actor by) {
        if (!by.has(Role.TREASURER)) {
            throw ProblemException.notAllowed();
        }
    }
}

package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.directory.Actor;
import coop.fairpass.web.SubjectNames;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Redemptions by the serial of their voucher. */
@Component
class RedemptionNames implements SubjectNames {

    @Override
    public String kind() {
        return "redemption";
    }

    @Override
    public Map<String, Name> of(Collection<String> ids, Actor reader) {
        return SubjectNames.each(ids, id -> new Name(serial(id), Optional.empty()));
    }

    /** @param id voucher, a dash, and which attempt it was */
    private static String serial(String id) {
        return new VoucherNumber(Long.parseLong(id.substring(0, id.indexOf('-')))).serial();
    }
}

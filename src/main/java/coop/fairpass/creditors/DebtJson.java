package coop.fairpass.creditors;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same for a program: amounts in cents, names of fields as in the open API. */
final class DebtJson {

    private static final JsonMapper JSON = new JsonMapper();

    private DebtJson() {}

    static byte[] of(Debts debts) {
        var root = JSON.createObjectNode().put("at", debts.at().toString());
        var claims = root.putArray("claims");
        for (var claim : debts.claims()) {
            var node = creditor(claims.addObject(), claim.provider())
                    .put("kind", claim.kind().name())
                    .put("reference", claim.reference())
                    .put("state", claim.state())
                    .put("vouchers", claim.vouchers())
                    .put("faceCents", claim.face().cents())
                    .put("feeCents", claim.fee().cents())
                    .put("vatCents", claim.vat().cents())
                    .put("contributionCents", claim.contribution().cents())
                    .put("setOffCents", claim.setOff().cents())
                    .put("correctionCents", claim.correction().cents())
                    .put("carriedInCents", claim.carriedIn().cents())
                    .put("owedCents", claim.owed().cents());
            claim.month().ifPresent(month -> node.put("month", month.toString()));
            claim.dueOn().ifPresent(day -> node.put("dueOn", day.toString()));
        }
        var held = root.putArray("held");
        for (var one : debts.held()) {
            creditor(held.addObject(), one.provider())
                    .put("order", one.order())
                    .put("vouchers", one.vouchers())
                    .put("faceCents", one.face().cents());
        }
        var unused = root.putArray("unused");
        for (var one : debts.unused()) {
            var node = creditor(unused.addObject(), one.payer())
                    .put("order", one.order())
                    .put("kind", one.kind().name())
                    .put("vouchers", one.vouchers())
                    .put("valueCents", one.value().cents());
            one.lot().ifPresent(lot -> node.put("lot", lot));
        }
        var parked = root.putArray("parked");
        for (var one : debts.parked()) {
            parked.addObject()
                    .put("entry", one.entry().toString())
                    .put("bookedOn", one.bookedOn().toString())
                    .put("owedCents", one.owed().cents());
        }
        root.put("contributionsCents", debts.contributions().cents());
        var compared = root.putArray("compared");
        for (var one : debts.comparisons()) {
            compared.addObject()
                    .put("group", one.group().name())
                    .put("fileCents", one.file().cents())
                    .put("booksCents", one.books().cents());
        }
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode creditor(ObjectNode node, Creditor creditor) {
        return node.put("code", creditor.code()).put("name", creditor.name()).put("siren", creditor.siren());
    }
}

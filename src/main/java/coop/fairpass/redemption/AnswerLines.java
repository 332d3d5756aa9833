package coop.fairpass.redemption;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts an answer into words: accepted and what remains to pay, or refused and what to do next. */
@Component
class AnswerLines {

    private final Catalogue catalogue;

    AnswerLines(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All of an answer, in the order of what was presented. */
    List<AnswerLine> of(List<ServiceAnswer> services, LocalDate day) {
        var lines = new ArrayList<AnswerLine>();
        for (var service : services) {
            lines.add(line(lines.size() + 1, service, day));
        }
        return lines;
    }

    /** What whoever took a redemption back reads. */
    static String cancelled(RedemptionId redemption) {
        return Language.say("Annulé. Le chèque %s peut servir de nouveau.", "Cancelled. Voucher %s can be used again.")
                .formatted(redemption.serial());
    }

    private AnswerLine line(int place, ServiceAnswer answer, LocalDate day) {
        var price = answer.priceCents().map(Money::cents);
        var remaining = answer.remainingChargeCents().map(Money::cents);
        return new AnswerLine(
                place,
                answer.result(),
                price.flatMap(all -> remaining.map(all::minus)),
                remaining,
                answer.reason()
                        .<Enum<?>>map(reason -> reason)
                        .or(answer::hold)
                        .map(Sentences::of)
                        .orElse(""),
                facts(answer.details(), day),
                answer.redemptions().stream()
                        .flatMap(id -> RedemptionId.read(id).stream())
                        .map(RedemptionId::serial)
                        .toList());
    }

    private List<String> facts(Map<String, String> details, LocalDate day) {
        var facts = new ArrayList<String>();
        fact(details, "on")
                .ifPresent(on -> facts.add(Language.say("C’était le %s%s.", "It was on %s%s.")
                        .formatted(
                                said(on),
                                "SAME_PROVIDER".equals(details.get("by"))
                                        ? Language.say(", dans votre structure", ", at your organisation")
                                        : "")));
        fact(details, "firstDay")
                .ifPresent(first -> facts.add(Language.say("Premier jour d’usage : %s.", "First day of use: %s.")
                        .formatted(said(first))));
        fact(details, "lastUsableDay")
                .ifPresent(last -> facts.add(Language.say("Dernier jour d’usage : %s.", "Last day of use: %s.")
                        .formatted(said(last))));
        fact(details, "from")
                .ifPresent(from -> facts.add(Language.say(
                                "Un jour du %s au %s, dans un mois encore ouvert.",
                                "A day from %s to %s, in a month that is still open.")
                        .formatted(said(from), said(details.getOrDefault("until", from)))));
        fact(details, "perimeter")
                .ifPresent(perimeter -> facts.add(
                        Language.say("Périmètre : %s.", "Perimeter: %s.").formatted(perimeter)));
        fact(details, "allowedServices")
                .ifPresent(codes -> facts.add(Language.say("Services admis : %s.", "Services allowed: %s.")
                        .formatted(labels(codes, day))));
        fact(details, "enough")
                .ifPresent(enough ->
                        facts.add(Language.say("Chèques à présenter : %s au plus.", "Vouchers to present: %s at most.")
                                .formatted(enough)));
        return facts;
    }

    private static Optional<String> fact(Map<String, String> details, String name) {
        return Optional.ofNullable(details.get(name)).filter(value -> !value.isBlank());
    }

    private static String said(String day) {
        return Language.sayLong(LocalDate.parse(day));
    }

    private String labels(String codes, LocalDate day) {
        return Arrays.stream(codes.split(" "))
                .map(code -> ServiceCode.check(code)
                        .flatMap(known -> catalogue.find(known, day))
                        .map(Service::label)
                        .orElse(code))
                .collect(Collectors.joining(Language.say(" ; ", "; ")));
    }
}

package coop.fairpass.settlement;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Owed.OpenMonth;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Columns;
import coop.fairpass.web.Columns.Column;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a provider lives by: this month so far, when it is paid, the months before. */
@Component
class ProviderNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final int MONTHS = 12;
    private static final String PATH = "/releves";

    private final OwedToProviders owedToProviders;
    private final Statements statements;
    private final Clock clock;

    ProviderNumbers(OwedToProviders owedToProviders, Statements statements, Clock clock) {
        this.owedToProviders = owedToProviders;
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE)) {
            return List.of();
        }
        return actor.organisation().map(this::panels).orElse(List.of());
    }

    private List<Panel> panels(OrganisationId own) {
        var month = YearMonth.from(Paris.today(clock));
        var owed = owedToProviders.now(own);
        var open = owed.open().stream().collect(Collectors.toMap(OpenMonth::month, one -> one));
        var now = open.getOrDefault(month, new OpenMonth(month, 0, Money.ZERO));
        return List.of(
                new Panel(
                        RANK,
                        Language.say("Ce mois-ci, jusqu’à maintenant", "This month so far"),
                        List.of(
                                new Figure(
                                        Language.say(now.vouchers()),
                                        Language.say(
                                                Plural.words(now.vouchers(), "chèque accepté", "chèques acceptés"),
                                                Plural.englishWords(
                                                        now.vouchers(), "voucher accepted", "vouchers accepted")),
                                        PATH),
                                new Figure(
                                        Language.say(now.face()),
                                        Language.say(
                                                "vous seront dus, avant frais", "will be owed to you, before fees"),
                                        PATH),
                                new Figure(
                                        Language.say(SettleMonth.dueOn(month)),
                                        Language.say(
                                                "jour prévu du paiement " + Paris.ofFrench(month),
                                                "planned day of payment for " + Paris.english(month)),
                                        "/calendrier"),
                                new Figure(
                                        Language.say(owed.onStatements()),
                                        Language.say(
                                                "sur vos relevés, pas encore payés",
                                                "on your statements, not paid yet"),
                                        PATH)),
                        List.of(),
                        waits(open, month)),
                new Panel(
                        RANK + 1,
                        Language.say("Vos derniers mois", "Your last months"),
                        List.of(),
                        List.of(months(own, month, open)),
                        List.of(Language.say(
                                "Valeur faciale des chèques acceptés, avant frais. Le mois en cours n’est pas fini.",
                                "Face value of the vouchers accepted, before fees. This month is not over."))));
    }

    private static List<String> waits(Map<YearMonth, OpenMonth> open, YearMonth month) {
        return open.values().stream()
                .filter(one -> one.month().isBefore(month))
                .map(one -> Language.say(
                                "%s : %s, %s, pas encore sur un relevé.", "%s: %s, %s, not on a statement yet.")
                        .formatted(
                                Language.say(one.month()),
                                StatementWords.vouchers(one.vouchers()),
                                Language.say(one.face())))
                .sorted()
                .toList();
    }

    private Columns months(OrganisationId own, YearMonth month, Map<YearMonth, OpenMonth> open) {
        var stated = statements.of(own).stream().collect(Collectors.toMap(Statement::month, Statement::face));
        var columns = IntStream.range(0, MONTHS)
                .mapToObj(i -> month.minusMonths(MONTHS - 1L - i))
                .map(one -> new Column(
                        "%02d/%02d".formatted(one.getMonthValue(), one.getYear() % 100),
                        Language.say(one),
                        Math.max(
                                0,
                                stated.getOrDefault(
                                                one,
                                                open.getOrDefault(one, new OpenMonth(one, 0, Money.ZERO))
                                                        .face())
                                        .cents())))
                .toList();
        return new Columns(
                Language.say("Chèques acceptés, en euros", "Vouchers accepted, in euros"),
                Chart.Unit.MONEY,
                Language.say("Mois", "Month"),
                columns,
                List.of());
    }
}

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
                        "Ce mois-ci, jusqu’à maintenant",
                        List.of(
                                new Figure(
                                        Plural.number(now.vouchers()),
                                        Plural.words(now.vouchers(), "chèque accepté", "chèques acceptés"),
                                        PATH),
                                new Figure(now.face().french(), "vous seront dus, avant frais", PATH),
                                new Figure(
                                        Paris.french(SettleMonth.dueOn(month)),
                                        "jour prévu du paiement de " + Paris.french(month),
                                        "/calendrier"),
                                new Figure(owed.onStatements().french(), "sur vos relevés, pas encore payés", PATH)),
                        List.of(),
                        waits(open, month)),
                new Panel(
                        RANK + 1,
                        "Vos derniers mois",
                        List.of(),
                        List.of(months(own, month, open)),
                        List.of("Valeur faciale des chèques acceptés, avant frais. Le mois en cours n’est pas fini.")));
    }

    private static List<String> waits(Map<YearMonth, OpenMonth> open, YearMonth month) {
        return open.values().stream()
                .filter(one -> one.month().isBefore(month))
                .map(one -> "%s : %s, %s, pas encore sur un relevé."
                        .formatted(
                                Paris.french(one.month()),
                                Plural.of(one.vouchers(), "chèque", "chèques"),
                                one.face().french()))
                .sorted()
                .toList();
    }

    private Columns months(OrganisationId own, YearMonth month, Map<YearMonth, OpenMonth> open) {
        var stated = statements.of(own).stream().collect(Collectors.toMap(Statement::month, Statement::face));
        var columns = IntStream.range(0, MONTHS)
                .mapToObj(i -> month.minusMonths(MONTHS - 1L - i))
                .map(one -> new Column(
                        "%02d/%02d".formatted(one.getMonthValue(), one.getYear() % 100),
                        Paris.french(one),
                        Math.max(
                                0,
                                stated.getOrDefault(
                                                one,
                                                open.getOrDefault(one, new OpenMonth(one, 0, Money.ZERO))
                                                        .face())
                                        .cents())))
                .toList();
        return new Columns("Chèques acceptés, en euros", Chart.Unit.MONEY, "Mois", columns, List.of());
    }
}

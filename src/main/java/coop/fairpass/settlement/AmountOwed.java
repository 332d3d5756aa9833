package coop.fairpass.settlement;

import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Owed.OpenMonth;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.settlement.Statements.Line;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ce qui est dû to a provider, voucher by voucher: what was redeemed and not yet paid, statements of it or not, and
 * what the books owe. Signed, it proves itself without the platform.
 */
@Component
class AmountOwed {

    /** The vouchers of one month; {@code statement} is its number, empty while the month is not settled. */
    record OwedMonth(YearMonth month, String statement, List<Line> lines) {

        Money face() {
            return lines.stream().map(Line::face).collect(Money.sum());
        }
    }

    /**
     * What is owed at an instant.
     *
     * @param unpaid statements that were made and are not paid
     * @param months their vouchers, and those of months without a statement yet
     * @param books what the books owe the provider, returned transfers included; negative when it owes us
     */
    record Owed(Organisation provider, Instant at, List<Statement> unpaid, List<OwedMonth> months, Money books) {

        Money face() {
            return months.stream().map(OwedMonth::face).collect(Money.sum());
        }
    }

    private final Statements statements;
    private final OwedToProviders owedToProviders;
    private final Organisations organisations;
    private final Ledger ledger;
    private final SignText signText;
    private final Clock clock;

    AmountOwed(
            Statements statements,
            OwedToProviders owedToProviders,
            Organisations organisations,
            Ledger ledger,
            SignText signText,
            Clock clock) {
        this.statements = statements;
        this.owedToProviders = owedToProviders;
        this.organisations = organisations;
        this.ledger = ledger;
        this.signText = signText;
        this.clock = clock;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Owed of(OrganisationId id) {
        var provider = organisations.get(id);
        var unpaid = statements.of(id).stream()
                .filter(statement -> statement.state() != StatementState.PAID)
                .toList();
        var open = owedToProviders.open(id).stream().map(OpenMonth::month).toList();
        var months = Stream.concat(
                        unpaid.reversed().stream()
                                .map(statement -> new OwedMonth(
                                        statement.month(), statement.number(), statements.lines(statement))),
                        open.stream().map(month -> new OwedMonth(month, "", statements.lines(id, month))))
                .toList();
        var account = ProviderAccount.of(provider);
        var books = ledger.balance(Account.OWED_TO_PROVIDERS, account)
                .plus(ledger.balance(Account.RETURNED_TRANSFERS, account))
                .negated();
        return new Owed(provider, clock.instant(), unpaid, months, books);
    }

    /** The same as a text that proves itself: semicolons, one voucher a line, then the totals, then the signature. */
    String signed(Owed owed) {
        var text = new StringBuilder();
        text.append("# fairpass;owed to a provider;%s;%s\n"
                .formatted(
                        owed.provider()
                                .siren()
                                .map(siren -> siren.digits())
                                .orElseGet(() -> owed.provider().providerCode()),
                        owed.at()));
        text.append("month;statement;service_on;service;serial;face_cents\n");
        for (var month : owed.months()) {
            for (var line : month.lines()) {
                text.append("%s;%s;%s;%s;%s;%d\n"
                        .formatted(
                                month.month(),
                                month.statement(),
                                line.serviceOn(),
                                line.service(),
                                new VoucherNumber(line.voucher()).serial(),
                                line.face().cents()));
            }
        }
        for (var statement : owed.unpaid()) {
            text.append("# statement;%s;%s;%s;net_cents;%d\n"
                    .formatted(
                            statement.number(),
                            statement.month(),
                            statement.state(),
                            statement.net().cents()));
        }
        text.append("# total;face_cents;%d\n".formatted(owed.face().cents()));
        text.append(
                "# total;owed_by_the_books_cents;%d\n".formatted(owed.books().cents()));
        text.append("# day;%s\n".formatted(Paris.dayOf(owed.at())));
        return new String(signText.sign(text.toString()), StandardCharsets.UTF_8);
    }
}

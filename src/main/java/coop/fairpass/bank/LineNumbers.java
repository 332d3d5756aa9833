package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a treasurer lives by at the bank: lines that nobody recognised, accounts to verify. */
@Component
class LineNumbers implements LivesBy {

    private static final int RANK = 14;
    private static final int MOST = 200;

    private final BankEntries entries;
    private final BankSights sights;

    LineNumbers(BankEntries entries, BankSights sights) {
        this.entries = entries;
        this.sights = sights;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.TREASURER)) {
            return List.of();
        }
        var parked = entries.in(EntryState.PARKED, Optional.empty(), MOST);
        var unexplained = entries.in(EntryState.TO_EXPLAIN, Optional.empty(), MOST);
        int accounts = sights.waiting().size();
        return List.of(new Panel(
                RANK,
                Language.say("À la banque", "At the bank"),
                List.of(
                        new Figure(
                                Language.say(unexplained.size()),
                                Language.say(
                                        Plural.words(unexplained.size(), "ligne à expliquer", "lignes à expliquer"),
                                        Plural.englishWords(unexplained.size(), "line to explain", "lines to explain")),
                                "/banque#lignes"),
                        new Figure(
                                Language.say(total(parked)),
                                Language.say("reçus et mis de côté", "received and set aside"),
                                "/banque#lignes"),
                        new Figure(
                                Language.say(accounts),
                                Language.say(
                                        Plural.words(accounts, "compte à vérifier", "comptes à vérifier"),
                                        Plural.englishWords(accounts, "account to verify", "accounts to verify")),
                                "/banque/comptes")),
                List.of(),
                List.of()));
    }

    private static Money total(List<KnownEntry> lines) {
        return lines.stream()
                .map(line -> line.entry().amount())
                .map(amount -> amount.isNegative() ? amount.negated() : amount)
                .collect(Money.sum());
    }
}

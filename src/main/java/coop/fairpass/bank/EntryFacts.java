package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is known of a booked line when it must be recognised. */
record EntryFacts(
        BookedEntry entry,
        String key,
        String piece,
        int rank,
        Optional<LocalDate> valueOn,
        List<String> batchIds,
        boolean isReturn,
        List<EntryDetail> details) {

    EntryFacts {
        batchIds = List.copyOf(batchIds);
        details = List.copyOf(details);
    }

    static EntryFacts of(BankEntry line, OwnAccounts.Entered ours, String piece, int rank) {
        var counterparty = Counterparty.of(line.details(), ours.iban());
        var entry = new BookedEntry(
                EntryId.of(line.key()),
                ours.kind(),
                line.amount(),
                line.bookedOn(),
                line.texts(),
                counterparty.flatMap(Party::name),
                counterparty.flatMap(Party::iban),
                line.endToEndIds());
        return new EntryFacts(
                entry,
                line.key().value(),
                piece,
                rank,
                line.movement().valueDate(),
                line.batchIds(),
                line.isReturn(),
                line.details().stream()
                        .map(detail -> EntryDetail.of(detail, ours.iban()))
                        .toList());
    }

    /** The same line, with what a notification says of it besides. */
    EntryFacts with(List<String> moreTexts, List<EntryDetail> moreDetails) {
        var texts = new LinkedHashSet<>(entry.texts());
        texts.addAll(moreTexts);
        var ids = new LinkedHashSet<>(entry.endToEndIds());
        moreDetails.forEach(detail -> detail.endToEndId().ifPresent(ids::add));
        return new EntryFacts(
                new BookedEntry(
                        entry.id(),
                        entry.account(),
                        entry.amount(),
                        entry.bookedOn(),
                        List.copyOf(texts),
                        entry.counterpartyName(),
                        entry.counterpartyIban(),
                        List.copyOf(ids)),
                key,
                piece,
                rank,
                valueOn,
                batchIds,
                isReturn,
                moreDetails);
    }

    Money unsigned() {
        return entry.amount().max(entry.amount().negated());
    }

    /** Whether its transactions are known one by one, each by its reference. */
    boolean isDetailed() {
        return !details.isEmpty()
                && details.stream().allMatch(detail -> detail.endToEndId().isPresent());
    }

    /** The other side's account: that of the line, or of its only transaction. */
    Optional<Iban> counterparty() {
        return entry.counterpartyIban();
    }

    /** Every reference it may be known by: those of its fields, and each word of its texts that could be one. */
    Set<String> references() {
        var references = new LinkedHashSet<>(entry.endToEndIds());
        references.addAll(words());
        return references;
    }

    /** The names it may give to a file of ours: those of its fields, and each word of its texts. */
    List<String> fileNames() {
        var names = new ArrayList<>(batchIds);
        names.addAll(words());
        return names;
    }

    private Set<String> words() {
        var words = new LinkedHashSet<String>();
        for (var text : entry.texts()) {
            for (var word : text.split("\\s+", -1)) {
                if (word.length() >= 4 && word.length() <= SepaId.LENGTH) {
                    words.add(word);
                }
            }
        }
        return words;
    }
}

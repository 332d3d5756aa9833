package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.StatementChain.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes in one notification: its details are kept, and lines that waited for them are looked at again. */
@Component
class ImportNotification {

    private final StatementChain chain;
    private final Entries entries;
    private final Notifications notifications;
    private final Recognition recognition;
    private final BankFiles files;

    ImportNotification(
            StatementChain chain,
            Entries entries,
            Notifications notifications,
            Recognition recognition,
            BankFiles files) {
        this.chain = chain;
        this.entries = entries;
        this.notifications = notifications;
        this.recognition = recognition;
        this.files = files;
    }

    @Transactional
    void takeIn(Place place, BankStatement notification, OwnAccounts.Entered ours) {
        chain.lock(ours.kind());
        var id = chain.kept(place, notification, ours, StatementOutcome.EXPLAINED);
        var lines = new ArrayList<EntryFacts>();
        for (var entry : notification.booked()) {
            lines.add(EntryFacts.of(entry, ours, "-", lines.size() + 1));
        }
        var fresh = notifications.keep(id, lines);
        for (var notified : fresh) {
            for (var waiting : notifications.explainedBy(notified)) {
                entries.lock(waiting);
                recognition.recogniseLater(notifications.complete(entries.facts(waiting)));
            }
        }
        report(place, id, notification, lines, fresh);
    }

    private void report(
            Place place, UUID id, BankStatement notification, List<EntryFacts> lines, List<EntryFacts> fresh) {
        Set<UUID> accepted = fresh.stream().map(line -> line.entry().id()).collect(Collectors.toSet());
        var report = new ArrayList<Line>();
        for (var line : lines) {
            report.add(new Line(
                    Optional.of(id),
                    accepted.contains(line.entry().id()) ? LineOutcome.ACCEPTED : LineOutcome.KNOWN,
                    Optional.empty(),
                    Position.WHOLE_FILE,
                    "Amt",
                    line.entry().amount().dotted(),
                    Optional.empty()));
        }
        notification.refused().forEach(message -> report.add(Line.of(Optional.of(id), LineOutcome.REFUSED, message)));
        notification.notes().forEach(message -> report.add(Line.of(Optional.of(id), LineOutcome.NOTED, message)));
        files.add(place.reading(), report);
    }
}

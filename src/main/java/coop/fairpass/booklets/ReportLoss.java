package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Sentences;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anybody tells that a booklet is lost, stolen or damaged, without a name: it waits for the desk that handed it over,
 * or for the cooperative. Whatever the booklet, and whether it exists, the answer is the same: a number of
 * report, so that nothing is learnt of booklets by asking. The caller chose the id, so twice is once.
 */
@Component
public class ReportLoss {

    /**
     * @param booklet its number, when the person knows it
     * @param desk who gave it, when the person does not
     */
    public record Command(UUID id, Loss loss, Optional<BookletNumber> booklet, Optional<OrganisationId> desk) {
        public Command {
            if (booklet.isPresent() == desk.isPresent()) {
                throw new IllegalArgumentException("a loss is reported by a booklet's number or by a desk");
            }
        }
    }

    public sealed interface Outcome {
        /** {@code number} is of this report, or of the one that already waits for the same booklet. */
        record Kept(String number) implements Outcome {}

        record Refused(LossReportReason reason) implements Outcome {}
    }

    /** Beyond, somebody is playing: those that wait are answered first. */
    static final int MOST_OPEN = 5_000;

    /** Of those without a number, that one desk can look for. */
    static final int MOST_FOR_A_DESK = 50;

    private static final int DRAWS = 20;

    private final LossReports reports;
    private final Receptions receptions;
    private final Booklets booklets;
    private final HandOvers handOvers;
    private final Notices notices;

    ReportLoss(LossReports reports, Receptions receptions, Booklets booklets, HandOvers handOvers, Notices notices) {
        this.reports = reports;
        this.receptions = receptions;
        this.booklets = booklets;
        this.handOvers = handOvers;
        this.notices = notices;
    }

    @Transactional
    public Outcome handle(Command command) {
        var known = reports.find(command.id());
        if (known.isPresent()) {
            return isSame(known.get(), command)
                    ? new Outcome.Kept(known.get().number())
                    : new Outcome.Refused(LossReportReason.ID_TAKEN);
        }
        var waiting = command.booklet().flatMap(reports::openOf);
        if (waiting.isPresent()) {
            return new Outcome.Kept(waiting.get().number());
        }
        if (command.desk().filter(desk -> !receptions.handsOver(desk)).isPresent()) {
            return new Outcome.Refused(LossReportReason.UNKNOWN_DESK);
        }
        if (reports.countOpen() >= MOST_OPEN
                || command.desk()
                        .filter(desk -> reports.countWithoutNumber(desk) >= MOST_FOR_A_DESK)
                        .isPresent()) {
            return new Outcome.Refused(LossReportReason.TOO_MANY);
        }
        return new Outcome.Kept(keep(command));
    }

    private static boolean isSame(LossReport known, Command command) {
        return known.loss() == command.loss() && known.booklet().equals(command.booklet());
    }

    private String keep(Command command) {
        var desk = command.booklet().flatMap(this::deskOf).or(command::desk);
        for (int draw = 0; draw < DRAWS; draw++) {
            if (reports.add(command.id(), command.loss(), command.booklet(), desk)) {
                var kept = reports.find(command.id()).orElseThrow();
                desk.ifPresent(answering -> tell(answering, kept));
                return kept.number();
            }
            // Reported twice at the same moment; else the number drawn was taken, and another is drawn.
            var other = reports.find(command.id()).or(() -> command.booklet().flatMap(reports::openOf));
            if (other.isPresent()) {
                return other.get().number();
            }
        }
        throw new IllegalStateException("no number of report is free");
    }

    /** Who handed the booklet over; when nobody recorded it, who still counts it in stock. */
    private Optional<OrganisationId> deskOf(BookletNumber number) {
        return handOvers
                .of(number)
                .map(HandOver::distributor)
                .or(() -> booklets.find(number)
                        .filter(booklet -> booklet.state() == BookletState.IN_STOCK)
                        .map(Booklet::holder));
    }

    private void tell(OrganisationId desk, LossReport report) {
        notices.tell(
                desk,
                "booklets/loss-report/" + report.id(),
                "Un carnet est signalé " + Sentences.french(report.loss()),
                ("Signalement %s%s. Une personne qui remet les carnets le bloque depuis vos signalements, ou dit"
                                + " pourquoi elle ne le fait pas.")
                        .formatted(
                                report.spoken(),
                                report.booklet()
                                        .map(booklet -> ", carnet " + booklet.serial())
                                        .orElse(", sans numéro de carnet")));
    }
}

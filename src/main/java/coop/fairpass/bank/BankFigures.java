package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import coop.fairpass.watch.Watched;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long money has waited at the bank's door for a file or for a person. Nothing that waits has an age of 0. */
@Component
class BankFigures implements Watched {

    private static final List<Figure> FIGURES = List.of(
            new Figure(
                    "fairpass.bank.statement.age",
                    "days",
                    "Days since the last proven closing balance of the account whose statement is oldest"),
            new Figure("fairpass.bank.lines.unexplained", "", "Bank lines that wait for an explanation"),
            new Figure("fairpass.bank.lines.unexplained.age", "days", "Days since the oldest of them was booked"),
            new Figure("fairpass.bank.runs.unapproved.age", "seconds", "Age of the oldest run nobody has approved yet"),
            new Figure(
                    "fairpass.bank.runs.unanswered.age", "seconds", "Age of the oldest run sent and not all booked"));

    private final JdbcClient jdbc;
    private final Clock clock;

    BankFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return FIGURES;
    }

    @Override
    public List<Double> look() {
        return jdbc.sql("""
                        SELECT :today - (SELECT min(last.closing_on)
                                           FROM (SELECT (SELECT max(s.closing_on)
                                                           FROM bank.statement s
                                                          WHERE s.account = a.kind
                                                            AND s.outcome = 'PROVEN') AS closing_on
                                                   FROM bank.current_account a) AS last) AS statement_age,
                               (SELECT count(*) FROM bank.entry WHERE state = 'TO_EXPLAIN') AS unexplained,
                               coalesce(:today - (SELECT min(booked_on) FROM bank.entry
                                                   WHERE state = 'TO_EXPLAIN'), 0) AS unexplained_age,
                               coalesce(extract(epoch FROM :now - (SELECT min(prepared_at) FROM bank.run
                                                                    WHERE state = 'PREPARED')), 0) AS unapproved_age,
                               coalesce(extract(epoch FROM :now - (SELECT min(sent_at) FROM bank.run
                                                                    WHERE state = 'SENT')), 0) AS unanswered_age
                        """)
                .param("today", Paris.today(clock))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> List.of(
                        row.getObject("statement_age") == null ? Double.NaN : row.getDouble("statement_age"),
                        row.getDouble("unexplained"),
                        row.getDouble("unexplained_age"),
                        row.getDouble("unapproved_age"),
                        row.getDouble("unanswered_age")))
                .single();
    }
}

-- The rules that give an order its six end dates are data: who changes them writes a row, from a day on. An order keeps
-- the dates that it was given (R-039).
CREATE TABLE orders.end_rule (
    valid_from              date    NOT NULL PRIMARY KEY,
    alert_months_before     integer NOT NULL CHECK (alert_months_before BETWEEN 0 AND 12),
    -- when the validity ends with a month, a day of that month; else days before the end
    stop_day_of_month       integer NOT NULL CHECK (stop_day_of_month BETWEEN 1 AND 28),
    stop_days_before        integer NOT NULL CHECK (stop_days_before BETWEEN 0 AND 90),
    acknowledge_day_of_month integer NOT NULL CHECK (acknowledge_day_of_month BETWEEN 1 AND 28),
    acknowledge_days_before integer NOT NULL CHECK (acknowledge_days_before BETWEEN 0 AND 90),
    tolerance_months        integer NOT NULL CHECK (tolerance_months BETWEEN 0 AND 12),
    reconcile_days_after    integer NOT NULL CHECK (reconcile_days_after BETWEEN 1 AND 90),
    why                     text    NOT NULL CHECK (why <> ''),
    CONSTRAINT its_dates_follow_each_other CHECK (
        stop_day_of_month <= acknowledge_day_of_month AND acknowledge_days_before <= stop_days_before
        AND alert_months_before * 28 >= stop_days_before)
);

INSERT INTO orders.end_rule VALUES
    ('2026-01-01', 1, 15, 15, 22, 7, 1, 7,
     'Règle de départ : alerte un mois avant, arrêt le 15, accord le 22, un mois de tolérance');

GRANT SELECT, INSERT ON orders.end_rule TO fairpass_app;

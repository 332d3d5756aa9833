-- Orders, their quotes, lots, proofs, documents and receipts. Every transition stores who, when and why.
CREATE SCHEMA orders;
GRANT USAGE ON SCHEMA orders TO fairpass_app;

CREATE TABLE orders.voucher_order (
    id                      uuid        NOT NULL PRIMARY KEY,
    number                  text        UNIQUE,
    payer                   uuid        NOT NULL,
    state                   text        NOT NULL,
    entered_at              timestamptz NOT NULL,
    -- the need, editable until it is signed
    vouchers                bigint      NOT NULL CHECK (vouchers > 0),
    booklet_size            integer     NOT NULL CHECK (booklet_size IN (5, 10)),
    first_day               date        NOT NULL,
    alert_on                date        NOT NULL,
    stop_on                 date        NOT NULL,
    acknowledge_on          date        NOT NULL,
    valid_until             date        NOT NULL,
    tolerance_ends_on       date        NOT NULL,
    reconcile_on            date        NOT NULL,
    longer_validity_reason  text,
    perimeter               text[]      NOT NULL,
    perimeter_label         text        NOT NULL,
    audiences               text[]      NOT NULL,
    service_path            text[]      NOT NULL,
    path_label              text        NOT NULL,
    is_regulated            boolean     NOT NULL,
    vouchers_per_service    integer     NOT NULL CHECK (vouchers_per_service BETWEEN 1 AND 10),
    refuses_own_distributor boolean     NOT NULL,
    invoice_on              text        NOT NULL CHECK (invoice_on IN ('ACCEPTANCE', 'DELIVERY')),
    lot_booklets            bigint[]    NOT NULL,
    payer_message           text        NOT NULL,
    delivery_address        text        NOT NULL,
    siret                   text,
    service_code            text,
    engagement_number       text,
    contract_number         text,
    mandate_number          text,
    -- the terms, frozen when the quote is signed
    face_cents              bigint      CHECK (face_cents > 0),
    upstream_fee_ppm        bigint      CHECK (upstream_fee_ppm >= 0),
    vat_territory           text,
    vat_category            text,
    vat_ppm                 bigint      CHECK (vat_ppm >= 0),
    vat_mention             text,
    accepted_version        integer,
    accepted_at             timestamptz,
    accepted_by             text,
    CONSTRAINT whole_booklets_only CHECK (vouchers % booklet_size = 0),
    CONSTRAINT an_order_has_lots CHECK (cardinality(lot_booklets) BETWEEN 1 AND 50),
    CONSTRAINT end_dates_follow_each_other CHECK (
        alert_on <= stop_on AND stop_on <= acknowledge_on AND acknowledge_on <= valid_until
        AND valid_until <= tolerance_ends_on AND tolerance_ends_on < reconcile_on),
    CONSTRAINT an_order_is_usable_one_day_at_least CHECK (first_day <= valid_until),
    CONSTRAINT a_signed_order_has_a_number_and_terms CHECK (
        accepted_at IS NULL OR num_nulls(number, face_cents, upstream_fee_ppm, vat_territory, vat_category, vat_ppm,
                                         vat_mention, accepted_version, accepted_by) = 0)
);
CREATE INDEX voucher_order_by_payer ON orders.voucher_order (payer, entered_at DESC);
CREATE INDEX voucher_order_by_state ON orders.voucher_order (state);

-- What was signed stays as it was signed (R-007).
CREATE FUNCTION orders.keep_signed_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.accepted_at IS NOT NULL AND (
           OLD.number, OLD.payer, OLD.vouchers, OLD.booklet_size, OLD.first_day, OLD.perimeter, OLD.audiences,
           OLD.service_path, OLD.is_regulated, OLD.vouchers_per_service, OLD.refuses_own_distributor,
           OLD.invoice_on, OLD.face_cents, OLD.upstream_fee_ppm, OLD.vat_territory,
           OLD.vat_category, OLD.vat_ppm, OLD.vat_mention, OLD.alert_on, OLD.stop_on,
           OLD.acknowledge_on, OLD.valid_until, OLD.tolerance_ends_on, OLD.reconcile_on,
           OLD.accepted_version, OLD.accepted_at, OLD.accepted_by)
       IS DISTINCT FROM (
           NEW.number, NEW.payer, NEW.vouchers, NEW.booklet_size, NEW.first_day, NEW.perimeter, NEW.audiences,
           NEW.service_path, NEW.is_regulated, NEW.vouchers_per_service, NEW.refuses_own_distributor,
           NEW.invoice_on, NEW.face_cents, NEW.upstream_fee_ppm, NEW.vat_territory,
           NEW.vat_category, NEW.vat_ppm, NEW.vat_mention, NEW.alert_on, NEW.stop_on,
           NEW.acknowledge_on, NEW.valid_until, NEW.tolerance_ends_on, NEW.reconcile_on,
           NEW.accepted_version, NEW.accepted_at, NEW.accepted_by) THEN
        RAISE EXCEPTION 'the terms of order % were signed', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_terms_never_change';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_terms_never_change BEFORE UPDATE ON orders.voucher_order
    FOR EACH ROW EXECUTE FUNCTION orders.keep_signed_terms();

CREATE TABLE orders.transition (
    voucher_order uuid        NOT NULL REFERENCES orders.voucher_order,
    place         integer     NOT NULL,
    code          text        NOT NULL,
    from_state    text        NOT NULL,
    to_state      text        NOT NULL,
    done_at       timestamptz NOT NULL,
    done_by       text        NOT NULL,
    why           text        NOT NULL,
    PRIMARY KEY (voucher_order, place)
);

CREATE TABLE orders.quote (
    voucher_order   uuid    NOT NULL REFERENCES orders.voucher_order,
    version         integer NOT NULL CHECK (version > 0),
    number          text    NOT NULL UNIQUE,
    issued_on       date    NOT NULL,
    lapses_on       date    NOT NULL,
    state           text    NOT NULL CHECK (state IN ('SENT', 'ACCEPTED', 'SUPERSEDED', 'LAPSED')),
    vouchers        bigint  NOT NULL,
    face_cents      bigint  NOT NULL,
    upstream_ppm    bigint  NOT NULL,
    vat_territory   text    NOT NULL,
    vat_category    text    NOT NULL,
    vat_ppm         bigint  NOT NULL,
    vat_mention     text    NOT NULL,
    open_places     integer NOT NULL,
    covered         bigint  NOT NULL,
    inhabitants     bigint  NOT NULL,
    weekly_capacity bigint  NOT NULL,
    capacity_ppm    bigint  NOT NULL,
    warned_at       timestamptz,
    warned_by       text,
    warned_as       text,
    PRIMARY KEY (voucher_order, version),
    CONSTRAINT a_ticked_warning_says_who_and_when CHECK (num_nulls(warned_at, warned_by, warned_as) IN (0, 3))
);
CREATE UNIQUE INDEX one_quote_waits_at_a_time ON orders.quote (voucher_order) WHERE state = 'SENT';

CREATE TABLE orders.framing (
    voucher_order uuid        NOT NULL REFERENCES orders.voucher_order,
    item          text        NOT NULL CHECK (item IN ('TEXTS', 'LOGOS', 'RESTRICTIONS', 'ADDRESSES', 'END_DATES')),
    marked_at     timestamptz NOT NULL,
    marked_by     text        NOT NULL,
    PRIMARY KEY (voucher_order, item)
);

CREATE TABLE orders.proof (
    voucher_order uuid        NOT NULL REFERENCES orders.voucher_order,
    version       integer     NOT NULL CHECK (version > 0),
    fingerprint   text        NOT NULL CHECK (length(fingerprint) = 64),
    pdf           bytea       NOT NULL,
    sent_at       timestamptz NOT NULL,
    answer_due_on date        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('SENT', 'APPROVED', 'REJECTED')),
    decided_at    timestamptz,
    decided_by    text,
    comment       text,
    PRIMARY KEY (voucher_order, version),
    CONSTRAINT a_rejection_says_why CHECK (state <> 'REJECTED' OR length(comment) > 0)
);

-- The unit of shipping, funding and activation; vouchers of a lot have no row of their own.
CREATE TABLE orders.lot (
    code           integer     NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id             uuid        NOT NULL UNIQUE,
    voucher_order  uuid        NOT NULL REFERENCES orders.voucher_order,
    place          integer     NOT NULL,
    booklets       bigint      NOT NULL CHECK (booklets > 0),
    goods          text        NOT NULL CHECK (goods IN ('PLANNED', 'PRINTED', 'SHIPPED', 'RECEIVED', 'CANCELLED')),
    first_booklet  bigint,
    last_booklet   bigint,
    split_from     integer     REFERENCES orders.lot,
    split_keeping  bigint      CHECK (split_keeping > 0),
    received_on    date,
    activated_on   date,
    activated_at   timestamptz,
    activated_by   text,
    UNIQUE (voucher_order, place),
    CONSTRAINT a_split_says_what_it_left CHECK (num_nulls(split_from, split_keeping) IN (0, 2)),
    CONSTRAINT a_lot_is_one_range CHECK (num_nulls(first_booklet, last_booklet) IN (0, 2)
        AND (first_booklet IS NULL OR last_booklet - first_booklet + 1 = booklets)),
    CONSTRAINT only_what_was_received_is_activated CHECK (activated_on IS NULL OR goods = 'RECEIVED'),
    CONSTRAINT ranges_never_overlap EXCLUDE USING gist (int8range(first_booklet, last_booklet, '[]') WITH &&)
        WHERE (first_booklet IS NOT NULL)
);

CREATE TABLE orders.funding_share (
    voucher_order uuid   NOT NULL REFERENCES orders.voucher_order,
    funder        uuid   NOT NULL,
    ratio_ppm     bigint NOT NULL CHECK (ratio_ppm BETWEEN 1 AND 1000000),
    basis         text   NOT NULL CHECK (basis IN ('ORDERED', 'USED')),
    base          text   NOT NULL CHECK (base IN ('FACE', 'FACE_PLUS_FEE')),
    floor_cents   bigint CHECK (floor_cents > 0),
    cap_cents     bigint CHECK (cap_cents > 0),
    cap_scope     text   CHECK (cap_scope IN ('PROJECT', 'FUNDER')),
    target_ppm    bigint CHECK (target_ppm BETWEEN 1 AND 1000000),
    PRIMARY KEY (voucher_order, funder),
    CONSTRAINT a_cap_says_what_it_limits CHECK (num_nulls(cap_cents, cap_scope) IN (0, 2))
);

-- What a funder says it paid back to the payer; the ledger does not move (R-056).
CREATE TABLE orders.funding_receipt (
    id            uuid        NOT NULL PRIMARY KEY,
    voucher_order uuid        NOT NULL,
    funder        uuid        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('CALLED', 'RECEIVED')),
    amount_cents  bigint      NOT NULL CHECK (amount_cents > 0),
    counted_on    date        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL,
    FOREIGN KEY (voucher_order, funder) REFERENCES orders.funding_share
);

-- What payers owe on a document, and what came in for it.
CREATE TABLE orders.receivable (
    document      text   NOT NULL PRIMARY KEY,
    voucher_order uuid   NOT NULL REFERENCES orders.voucher_order,
    kind          text   NOT NULL CHECK (kind IN ('FACE', 'FEE')),
    total_cents   bigint NOT NULL CHECK (total_cents > 0),
    vat_cents     bigint NOT NULL CHECK (vat_cents >= 0),
    reference     text   NOT NULL UNIQUE,
    issued_on     date   NOT NULL,
    due_on        date   NOT NULL,
    cancelled_by  text,
    UNIQUE (voucher_order, kind)
);

CREATE TABLE orders.receipt (
    id           uuid        NOT NULL PRIMARY KEY,
    document     text        NOT NULL REFERENCES orders.receivable,
    entry        uuid,
    source       text        NOT NULL CHECK (source IN ('SEGREGATED', 'OPERATING', 'SET_OFF')),
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    received_on  date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    moved_on     date,
    set_off_from uuid        REFERENCES orders.voucher_order,
    CONSTRAINT money_comes_from_a_bank_entry CHECK (source = 'SET_OFF' OR entry IS NOT NULL),
    CONSTRAINT a_set_off_consumes_the_credit_of_an_order CHECK ((source = 'SET_OFF') = (set_off_from IS NOT NULL))
);
CREATE INDEX receipt_by_document ON orders.receipt (document);

-- Accounts from which a payer has already paid: evidence for a proposal, never for a match (formats §4.3, rule 4).
CREATE TABLE orders.payer_iban (
    payer uuid NOT NULL,
    iban  text NOT NULL,
    PRIMARY KEY (payer, iban)
);

CREATE TABLE orders.confirmation (
    voucher_order uuid        NOT NULL REFERENCES orders.voucher_order,
    step          text        NOT NULL CHECK (step IN ('STOP', 'ACKNOWLEDGE')),
    confirmed_at  timestamptz NOT NULL,
    confirmed_by  text        NOT NULL,
    confirmed_as  text        NOT NULL,
    text          text        NOT NULL,
    PRIMARY KEY (voucher_order, step)
);

-- What redemption, booklets and settlement may read of a lot and of its order.
CREATE VIEW orders.lot_terms AS
SELECT l.code, l.id AS lot, l.voucher_order, o.number AS order_number, o.payer, o.state AS order_state, l.place,
       l.goods, l.booklets, l.first_booklet, l.last_booklet, l.received_on, l.activated_on, o.booklet_size,
       o.face_cents,
       o.first_day, o.stop_on, o.valid_until, o.tolerance_ends_on, o.tolerance_ends_on + 1 AS redeemable_until,
       o.perimeter, o.perimeter_label, o.service_path, o.path_label, o.is_regulated, o.vouchers_per_service,
       o.refuses_own_distributor, o.audiences,
       EXISTS (SELECT 1 FROM orders.confirmation c
                WHERE c.voucher_order = o.id AND c.step = 'ACKNOWLEDGE') AS late_hand_over_acknowledged,
       EXISTS (SELECT 1 FROM orders.funding_share f WHERE f.voucher_order = o.id) AS has_funders
  FROM orders.lot l
  JOIN orders.voucher_order o ON o.id = l.voucher_order;

CREATE VIEW orders.order_summary AS
SELECT id, number, payer, state, vouchers, booklet_size, face_cents, upstream_fee_ppm, valid_until, tolerance_ends_on,
       reconcile_on, accepted_at
  FROM orders.voucher_order;

CREATE VIEW orders.funder AS SELECT voucher_order, funder FROM orders.funding_share;

-- While accepted providers share one VAT treatment, orders are signed only under an opinion, for a year at most.
CREATE TABLE orders.vat_opinion (
    id          uuid        NOT NULL PRIMARY KEY,
    given_by    text        NOT NULL CHECK (given_by <> ''),
    given_on    date        NOT NULL,
    valid_until date        NOT NULL,
    summary     text        NOT NULL CHECK (summary <> ''),
    -- The treatments accepted when it was recorded.
    network     text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    CONSTRAINT an_opinion_counts_for_a_year_at_most
        CHECK (valid_until > given_on AND valid_until <= (given_on + interval '1 year')::date),
    CONSTRAINT an_opinion_is_not_to_come CHECK (given_on <= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA orders TO fairpass_app;
GRANT UPDATE ON orders.voucher_order, orders.quote, orders.proof, orders.lot TO fairpass_app;
GRANT UPDATE (cancelled_by) ON orders.receivable TO fairpass_app;
GRANT UPDATE (moved_on) ON orders.receipt TO fairpass_app;
GRANT DELETE ON orders.framing, orders.funding_share TO fairpass_app;

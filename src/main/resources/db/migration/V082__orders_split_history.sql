-- Who split a lot, and when: its history is read by its payer and the cooperative (R-182).
ALTER TABLE orders.lot
    ADD COLUMN split_at timestamptz,
    ADD COLUMN split_by text,
    DROP CONSTRAINT a_split_says_what_it_left,
    ADD CONSTRAINT a_split_says_what_it_left_when_and_by_whom
        CHECK (num_nulls(split_from, split_keeping, split_at, split_by) IN (0, 4));

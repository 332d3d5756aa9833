-- Who waited for a span and found it changed kept it while looking again, and could then wait for one below it: a span
-- that another act had just brought into a wanted state, with a third act holding that one and wanting ours. Now all is
-- given back before looking again: a part of a transaction that ends in an exception keeps none of its locks.
CREATE OR REPLACE FUNCTION booklets.lock_spans(numbers int8multirange, states text[], held_by uuid)
    RETURNS SETOF booklets.span
    LANGUAGE plpgsql AS $$
DECLARE
    seen       booklets.span;
    locked     booklets.span;
    all_locked booklets.span[];
BEGIN
    LOOP
        all_locked := '{}';
        BEGIN
            FOR seen IN
                SELECT DISTINCT s.*
                  FROM booklets.spans_of(numbers) s
                 WHERE s.state = ANY (states)
                   AND (held_by IS NULL OR s.holder = held_by)
                 ORDER BY s.first_booklet
            LOOP
                SELECT s.* INTO locked FROM booklets.span s WHERE s.first_booklet = seen.first_booklet FOR UPDATE;
                IF locked IS DISTINCT FROM seen THEN
                    RAISE EXCEPTION USING ERRCODE = 'FPWAI', MESSAGE = 'a span changed while it was waited for';
                END IF;
                all_locked := all_locked || locked;
            END LOOP;
            EXIT;
        EXCEPTION
            WHEN SQLSTATE 'FPWAI' THEN NULL;
        END;
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(all_locked);
END $$;

-- The same, with the moves on which they travel, which everyone locks first. A booklet may leave on a move that nobody
-- had locked while its span was waited for: then too all is given back, and looked for again.
CREATE FUNCTION booklets.lock_spans_and_moves(numbers int8multirange, states text[]) RETURNS SETOF booklets.span
    LANGUAGE plpgsql AS $$
DECLARE
    carrying   uuid[];
    all_locked booklets.span[];
BEGIN
    LOOP
        BEGIN
            SELECT coalesce(array_agg(m.id), '{}') INTO carrying
              FROM (SELECT m.id
                      FROM booklets.move m
                     WHERE m.id IN (SELECT o.move
                                      FROM unnest(numbers) AS asked (range)
                                      JOIN booklets.move_range o
                                           ON int8range(o.first_booklet, o.last_booklet, '[]') && asked.range
                                     WHERE o.ended_at IS NULL)
                     ORDER BY m.id
                       FOR UPDATE) AS m;
            SELECT coalesce(array_agg(s), '{}') INTO all_locked
              FROM booklets.lock_spans(numbers, states, NULL) AS s;
            IF EXISTS (SELECT FROM unnest(all_locked) AS s
                         JOIN booklets.move_range o ON int8range(o.first_booklet, o.last_booklet, '[]')
                              && int8range(s.first_booklet, s.last_booklet, '[]')
                        WHERE o.ended_at IS NULL
                          AND o.move <> ALL (carrying)) THEN
                RAISE EXCEPTION USING ERRCODE = 'FPWAI', MESSAGE = 'a booklet left on another move';
            END IF;
            EXIT;
        EXCEPTION
            WHEN SQLSTATE 'FPWAI' THEN NULL;
        END;
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(all_locked);
END $$;

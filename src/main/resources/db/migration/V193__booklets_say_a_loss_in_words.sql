-- The reason of a block is a constant with a sentence, and the journal says it as one: it read LOST.
CREATE OR REPLACE VIEW booklets.act AS
SELECT downloaded_at AS at, downloaded_by AS author, NULL::uuid AS organisation, 'BOOKLET' AS kind,
       'CODES_TAKEN' AS what, '' AS detail, 'print/' || id AS subject, '' AS why
  FROM booklets.print_file
 UNION ALL
SELECT reopened_at, reopened_by, NULL, 'BOOKLET', 'CODES_REOPENED', '', 'print/' || id, reopened_because
  FROM booklets.print_file
 WHERE reopened_at IS NOT NULL
 UNION ALL
SELECT b.reported_at, b.reported_by, h.distributor, 'BOOKLET', 'BOOKLET_BLOCKED', '', 'booklet/' || b.booklet,
       'booklets:Loss.' || b.loss
  FROM booklets.block b
  JOIN booklets.hand_over h ON h.booklet = b.booklet
 UNION ALL
SELECT b.lifted_at, b.lifted_by, h.distributor, 'BOOKLET', 'BLOCK_LIFTED', '', 'booklet/' || b.booklet, ''
  FROM booklets.block b
  JOIN booklets.hand_over h ON h.booklet = b.booklet
 WHERE b.lifted_at IS NOT NULL;

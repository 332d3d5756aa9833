-- The charter and the questionnaire are written by those whom they bind, as the catalogue is: anyone proposes, others
-- comment and object, the committee answers, decides with its reasons, and the version that follows names what it
-- settles, kept or not. Nothing said is ever erased.
CREATE TABLE qualification.rule_proposal (
    id           uuid        NOT NULL PRIMARY KEY,
    number       integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    rule         text        NOT NULL CHECK (rule IN ('CHARTER', 'QUESTIONNAIRE')),
    asked        text        NOT NULL CHECK (asked IN ('CHANGE', 'ADD', 'REMOVE')),
    -- The part and number of an article, the code of a question; for what would be new, where it would come.
    passage      text        NOT NULL CHECK (passage <> ''),
    heading      text        NOT NULL CHECK (heading <> ''),
    -- The words in force when it was proposed, and those asked for.
    before_words text        CHECK (before_words <> ''),
    wording      text        CHECK (wording <> ''),
    why          text        NOT NULL CHECK (why <> ''),
    made_at      timestamptz NOT NULL,
    made_by      text        NOT NULL,
    made_by_name text        NOT NULL CHECK (made_by_name <> ''),
    -- Last day of the consultation.
    consulted_to date        NOT NULL,
    keeping      text        CHECK (keeping IN ('KEPT', 'KEPT_IN_PART', 'NOT_KEPT')),
    -- The words of the committee, when it keeps a part.
    kept_words   text        CHECK (kept_words <> ''),
    reason       text        CHECK (reason <> ''),
    minutes      text        CHECK (minutes <> ''),
    decided_at   timestamptz,
    decided_by   text,
    -- The version that settles it, once one does, whether it keeps it or not.
    version      integer     CHECK (version > 1),
    CONSTRAINT a_settled_proposal_says_why_when_and_who
        CHECK (num_nonnulls(keeping, reason, minutes, decided_at, decided_by) IN (0, 5)),
    CONSTRAINT what_is_new_replaces_no_words CHECK ((asked = 'ADD') = (before_words IS NULL)),
    CONSTRAINT what_goes_has_no_words CHECK ((asked = 'REMOVE') = (wording IS NULL)),
    CONSTRAINT a_part_kept_says_which CHECK ((coalesce(keeping, '') = 'KEPT_IN_PART') = (kept_words IS NOT NULL)),
    CONSTRAINT only_what_is_decided_is_settled CHECK (version IS NULL OR keeping IS NOT NULL)
);

CREATE TABLE qualification.rule_remark (
    id           uuid        NOT NULL PRIMARY KEY,
    -- In the order in which they came, those of one instant too.
    number       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    proposal     uuid        NOT NULL REFERENCES qualification.rule_proposal,
    kind         text        NOT NULL CHECK (kind IN ('COMMENT', 'OBJECTION')),
    words        text        NOT NULL CHECK (words <> ''),
    made_at      timestamptz NOT NULL,
    made_by      text        NOT NULL,
    made_by_name text        NOT NULL CHECK (made_by_name <> ''),
    answer       text        CHECK (answer <> ''),
    answered_at  timestamptz,
    answered_by  text,
    CONSTRAINT a_written_answer_has_a_day_and_a_hand CHECK (num_nonnulls(answer, answered_at, answered_by) IN (0, 3))
);
CREATE INDEX rule_remark_by_proposal ON qualification.rule_remark (proposal);

GRANT SELECT, INSERT ON qualification.rule_proposal, qualification.rule_remark TO fairpass_app;
GRANT UPDATE (keeping, kept_words, reason, minutes, decided_at, decided_by, version)
    ON qualification.rule_proposal TO fairpass_app;
GRANT UPDATE (answer, answered_at, answered_by) ON qualification.rule_remark TO fairpass_app;

-- For the journal: what the committee decided. A view of its own, beside those of qualification.
CREATE VIEW qualification.rule_act AS
SELECT decided_at AS at, decided_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'PROPOSAL_DECIDED' AS what, 'qualification:RuleText.' || rule AS detail, 'proposal/' || id AS subject,
       reason AS why
  FROM qualification.rule_proposal
 WHERE decided_at IS NOT NULL;
GRANT SELECT ON qualification.rule_act TO fairpass_app;

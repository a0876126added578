-- The first schema of a node. Every table lives in schema entente; the application role may not alter or own any of it.
-- Rows that commit to the outside are append-only for the application: it is granted INSERT and SELECT there, nothing else.

CREATE TABLE entente.case_file (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  lead text NOT NULL,
  exercise boolean NOT NULL,
  community jsonb NOT NULL,
  frame jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  clock timestamptz NOT NULL
);
COMMENT ON COLUMN entente.case_file.frame IS 'the case file without its measures: incident, timeline, sources';
COMMENT ON COLUMN entente.case_file.clock IS 'the case''s own time: the wall clock, or the simulated one of an exercise';

CREATE TABLE entente.journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  at timestamptz NOT NULL,
  seat text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL
);

CREATE TABLE entente.document (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  name text NOT NULL,
  title text NOT NULL,
  banner text NOT NULL,
  source text NOT NULL,
  source_digest text NOT NULL,
  drafted_by text NOT NULL,
  drafted_at timestamptz NOT NULL,
  UNIQUE (case_id, name)
);

CREATE TABLE entente.portion (
  document_id uuid NOT NULL REFERENCES entente.document,
  place text NOT NULL,
  ordinal integer NOT NULL,
  kind text NOT NULL,
  number text,
  marking text NOT NULL,
  PRIMARY KEY (document_id, place)
);

CREATE TABLE entente.ledger_leaf (
  index bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  entry bytea NOT NULL,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

CREATE TABLE entente.commitment (
  leaf_index bigint PRIMARY KEY REFERENCES entente.ledger_leaf,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  kind text NOT NULL,
  digest text NOT NULL,
  salt text NOT NULL
);
COMMENT ON TABLE entente.commitment IS 'openings of the leaves; private to the node';

CREATE TABLE entente.ledger_checkpoint (
  size bigint PRIMARY KEY,
  note text NOT NULL,
  signed_at timestamptz NOT NULL
);

CREATE TABLE entente.release (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL UNIQUE REFERENCES entente.document,
  recipients jsonb NOT NULL,
  source_digest text NOT NULL,
  plan jsonb NOT NULL,
  plan_digest text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  issued jsonb,
  leaf_index bigint REFERENCES entente.ledger_leaf,
  CHECK (approved_by IS NULL OR approved_by <> proposed_by),
  CHECK ((approved_by IS NULL) = (issued IS NULL) AND (approved_by IS NULL) = (leaf_index IS NULL))
);

CREATE TABLE entente.cut (
  id uuid PRIMARY KEY,
  release_id uuid NOT NULL REFERENCES entente.release,
  recipient text NOT NULL,
  class text NOT NULL,
  banner text NOT NULL,
  released integer NOT NULL,
  file text NOT NULL,
  sha256 text NOT NULL,
  leaf_index bigint NOT NULL UNIQUE REFERENCES entente.ledger_leaf,
  UNIQUE (release_id, recipient)
);

CREATE TABLE entente.approach (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  ask text NOT NULL,
  answer_by timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  delivered_at timestamptz,
  UNIQUE (case_id, member)
);

CREATE TABLE entente.approach_document (
  approach_id uuid NOT NULL REFERENCES entente.approach,
  document_id uuid NOT NULL REFERENCES entente.document,
  PRIMARY KEY (approach_id, document_id)
);

CREATE TABLE entente.cut_opening (
  cut_id uuid NOT NULL REFERENCES entente.cut,
  seat text NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (cut_id, seat)
);

CREATE TABLE entente.question (
  id uuid PRIMARY KEY,
  approach_id uuid NOT NULL REFERENCES entente.approach,
  text text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  answer text,
  answered_by text,
  answered_at timestamptz
);

CREATE TABLE entente.position (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approach_id uuid NOT NULL REFERENCES entente.approach,
  position text NOT NULL CHECK (position IN ('considering', 'supportive', 'committed', 'declined', 'lapsed')),
  statement text NOT NULL,
  taken_by text NOT NULL,
  taken_at timestamptz NOT NULL
);

CREATE TABLE entente.pledge (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  sealed boolean NOT NULL,
  levels jsonb NOT NULL,
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL REFERENCES entente.ledger_leaf,
  PRIMARY KEY (case_id, member)
);

CREATE TABLE entente.resolution (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  resolved_by text NOT NULL,
  resolved_at timestamptz NOT NULL
);

CREATE TABLE entente.resolution_member (
  resolution_id uuid NOT NULL REFERENCES entente.resolution,
  member text NOT NULL,
  level integer NOT NULL,
  alone boolean NOT NULL,
  explanation text NOT NULL,
  PRIMARY KEY (resolution_id, member)
);
COMMENT ON COLUMN entente.resolution_member.level IS 'highest level of the pledge that holds, from 1; 0 when none does';

CREATE TABLE entente.t_zero (
  case_id uuid PRIMARY KEY REFERENCES entente.case_file,
  instant timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('set', 'armed', 'opened', 'stood-down')),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  armed_at timestamptz,
  opened_at timestamptz,
  CHECK (opened_at IS NULL OR opened_at >= instant)
);

CREATE TABLE entente.package (
  case_id uuid NOT NULL REFERENCES entente.t_zero,
  member text NOT NULL,
  measures jsonb NOT NULL,
  armed_at timestamptz NOT NULL,
  opened_at timestamptz,
  PRIMARY KEY (case_id, member)
);

CREATE TABLE entente.measure (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  id text NOT NULL,
  ordinal integer NOT NULL,
  actor text NOT NULL,
  actor_type text NOT NULL,
  kind text NOT NULL,
  target text,
  count integer,
  announced text,
  in_tally boolean NOT NULL,
  detail text NOT NULL,
  sources jsonb NOT NULL,
  confidence text NOT NULL,
  verified boolean NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE entente.publication (
  case_id uuid PRIMARY KEY REFERENCES entente.case_file,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL,
  manifest_digest text NOT NULL,
  leaf_index bigint NOT NULL REFERENCES entente.ledger_leaf
);

CREATE TABLE entente.record_file (
  case_id uuid NOT NULL REFERENCES entente.publication,
  path text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (case_id, path)
);

CREATE TABLE entente.exercise_run (
  case_id uuid PRIMARY KEY REFERENCES entente.case_file,
  scenario_digest text NOT NULL,
  steps integer NOT NULL
);

CREATE TABLE entente.exercise_step (
  case_id uuid NOT NULL REFERENCES entente.exercise_run,
  ordinal integer NOT NULL,
  action text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (case_id, ordinal)
);

CREATE INDEX position_of_approach ON entente.position (approach_id, id);
CREATE INDEX question_of_approach ON entente.question (approach_id, asked_at);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA entente TO entente_app;
REVOKE INSERT ON entente.migration FROM entente_app;
GRANT UPDATE (clock) ON entente.case_file TO entente_app;
GRANT UPDATE (approved_by, approved_at, issued, leaf_index) ON entente.release TO entente_app;
GRANT UPDATE (delivered_at) ON entente.approach TO entente_app;
GRANT UPDATE (answer, answered_by, answered_at) ON entente.question TO entente_app;
GRANT UPDATE (sealed, levels, placed_by, placed_at, leaf_index) ON entente.pledge TO entente_app;
GRANT UPDATE (instant, state, set_by, set_at, armed_at, opened_at) ON entente.t_zero TO entente_app;
GRANT UPDATE (opened_at) ON entente.package TO entente_app;

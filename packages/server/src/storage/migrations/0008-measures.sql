-- Measures: what was done in answer to the response stands apart from it, and figures that contradict each other stand
-- side by side. Both are only ever added to.

ALTER TABLE entente.measure ADD COLUMN reciprocal boolean NOT NULL DEFAULT false;
ALTER TABLE entente.measure ALTER COLUMN reciprocal DROP DEFAULT;
-- A case file may say any count that is exact as a number.
ALTER TABLE entente.measure ALTER COLUMN count TYPE bigint;
COMMENT ON COLUMN entente.measure.reciprocal IS 'done in answer to the response; never in a sum with the others';

CREATE TABLE entente.measure_figure (
  case_id uuid NOT NULL,
  measure_id text NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  count bigint,
  announced text,
  sources jsonb NOT NULL,
  confidence text NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  note text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, measure_id, ordinal),
  FOREIGN KEY (case_id, measure_id) REFERENCES entente.measure (case_id, id)
);
COMMENT ON TABLE entente.measure_figure IS 'what other sources say of a measure, beside the row''s own figure';
GRANT SELECT, INSERT ON entente.measure_figure TO entente_app;

-- A case file's reciprocal measures stood whole in its frame, known before they were done. They become rows, recorded by
-- whom the case's last measure was, and from now on as they happen.

INSERT INTO entente.measure (case_id, id, ordinal, actor, actor_type, kind, target, count, announced, in_tally, detail,
    sources, confidence, verified, recorded_by, recorded_at, reciprocal)
  SELECT c.id, coalesce(r.value ->> 'id', c.slug || '/r' || lpad(r.ordinality::text, 3, '0')), r.ordinality - 1,
    r.value ->> 'actor', r.value ->> 'actor_type', r.value ->> 'kind', r.value ->> 'target', (r.value ->> 'count')::bigint,
    r.value ->> 'announced', false, coalesce(r.value ->> 'detail', ''), coalesce(nullif(r.value -> 'sources', 'null'), '[]'),
    coalesce(r.value ->> 'confidence', 'low'),
    CASE WHEN r.value ? 'verified' THEN coalesce((r.value ->> 'verified')::boolean, false) ELSE true END,
    m.recorded_by, m.recorded_at, true
  FROM entente.case_file c
  CROSS JOIN LATERAL (SELECT recorded_by, recorded_at FROM entente.measure WHERE case_id = c.id
    ORDER BY recorded_at DESC, id DESC LIMIT 1) m
  CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(c.frame -> 'reciprocal') WHEN 'array' THEN c.frame -> 'reciprocal'
    ELSE '[]' END) WITH ORDINALITY r (value, ordinality)
  WHERE r.value ->> 'announced' <= to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD');
UPDATE entente.case_file SET frame = frame - 'reciprocal' WHERE frame ? 'reciprocal';

-- Approaches: what a community has arranged, evidence of silence, questions with clocks, and row security for all of it. A
-- member sees its own approach once that is delivered, and nothing that tells of another.

ALTER TABLE entente.case_file ADD COLUMN coalition jsonb;
COMMENT ON COLUMN entente.case_file.coalition IS 'the coalition file as written; null: the closed rules hold';

-- Who opened and who delivered is evidence, so it stands in the row. What an older node left is in its journal.

ALTER TABLE entente.approach ADD COLUMN opened_by text, ADD COLUMN delivered_by text;
ALTER TABLE entente.journal NO FORCE ROW LEVEL SECURITY;
UPDATE entente.approach a SET
  opened_by = (SELECT j.seat FROM entente.journal j WHERE j.case_id = a.case_id AND j.action = 'approach.open'
    AND j.at = a.opened_at AND a.member = ANY (string_to_array(j.subject, ' ')) ORDER BY j.id LIMIT 1),
  delivered_by = (SELECT j.seat FROM entente.journal j WHERE j.case_id = a.case_id AND j.action = 'approach.deliver'
    AND j.at = a.delivered_at AND a.member = ANY (string_to_array(j.subject, ' ')) ORDER BY j.id LIMIT 1);
ALTER TABLE entente.journal FORCE ROW LEVEL SECURITY;
ALTER TABLE entente.approach ADD CHECK (delivered_by IS NULL OR delivered_at IS NOT NULL);
COMMENT ON COLUMN entente.approach.opened_by IS 'null only where an older node did not write it down';

ALTER TABLE entente.approach_document ADD COLUMN ordinal integer NOT NULL DEFAULT 0 CHECK (ordinal >= 0);
ALTER TABLE entente.approach_document ALTER COLUMN ordinal DROP DEFAULT;
COMMENT ON COLUMN entente.approach_document.ordinal IS '0 the document the approach is about; from 1 its annexes';

-- A question may ask for a withheld place, named as the asking member's copy shows it.

ALTER TABLE entente.question
  ADD COLUMN due timestamptz,
  ADD COLUMN cut_id uuid REFERENCES entente.cut,
  ADD COLUMN cut_sha256 text,
  ADD COLUMN place text,
  ADD COLUMN place_where text,
  ADD COLUMN told text CHECK (told <> ''),
  ADD CHECK (num_nulls(cut_id, cut_sha256, place, place_where) IN (0, 4));
UPDATE entente.question SET due = asked_at + interval '24 hours';
ALTER TABLE entente.question ALTER COLUMN due SET NOT NULL;
COMMENT ON COLUMN entente.question.cut_sha256 IS 'of the copy the place was named in, with every unsealing up to then';
COMMENT ON COLUMN entente.question.told IS 'how the lead''s desk was told, by a member without seats; null: asked by a seat of the member';

CREATE TABLE entente.question_answer (
  question_id uuid PRIMARY KEY REFERENCES entente.question,
  outcome text NOT NULL CHECK (outcome IN ('answered', 'unsealed', 'refused')),
  text text NOT NULL CHECK (text <> ''),
  unsealing_id uuid REFERENCES entente.unsealing_issue,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  CHECK ((outcome = 'unsealed') = (unsealing_id IS NOT NULL))
);
COMMENT ON COLUMN entente.question_answer.text IS 'the answer, what was unsealed, or why it is refused';
INSERT INTO entente.question_answer (question_id, outcome, text, answered_by, answered_at)
  SELECT q.id, 'answered', q.answer, q.answered_by, q.answered_at FROM entente.question q WHERE q.answer IS NOT NULL;
ALTER TABLE entente.question DROP COLUMN answer, DROP COLUMN answered_by, DROP COLUMN answered_at;

-- A number over all positions of the node would count those of others to whoever sees two of its own.

ALTER TABLE entente.position ADD COLUMN ordinal integer, ADD COLUMN told text CHECK (told <> '');
UPDATE entente.position p SET ordinal = n.ordinal
  FROM (SELECT o.id, row_number() OVER (PARTITION BY o.approach_id ORDER BY o.id) AS ordinal FROM entente.position o) n
  WHERE n.id = p.id;
DROP INDEX entente.position_of_approach;
ALTER TABLE entente.position DROP COLUMN id;
ALTER TABLE entente.position ALTER COLUMN ordinal SET NOT NULL, ADD PRIMARY KEY (approach_id, ordinal);
COMMENT ON COLUMN entente.position.told IS 'how the lead''s desk was told, by a member without seats; null: taken by a seat of the member, or lapsed';

CREATE TABLE entente.company_told (
  approach_id uuid NOT NULL REFERENCES entente.approach,
  ordinal integer NOT NULL,
  lowest integer NOT NULL CHECK (lowest >= 0),
  highest integer NOT NULL CHECK (highest > lowest),
  most integer NOT NULL CHECK (most >= highest),
  told_by text NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (approach_id, ordinal)
);
COMMENT ON TABLE entente.company_told IS 'what a member was told of how many others would act, as a range';

-- An unsealing answers only a question that asked for a place of the very cut it widens.

CREATE FUNCTION entente.check_question_answer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.outcome <> 'answered' AND NOT EXISTS (
    SELECT FROM entente.question q WHERE q.id = NEW.question_id AND q.place IS NOT NULL
      AND (NEW.unsealing_id IS NULL OR EXISTS (
        SELECT FROM entente.unsealing_issue u
        WHERE u.unsealing_id = NEW.unsealing_id AND u.cut_id = q.cut_id AND u.issued_at >= q.asked_at))
  ) THEN
    RAISE EXCEPTION 'a refusal or an unsealing answers a question for a withheld place of that cut' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER for_its_place BEFORE INSERT ON entente.question_answer
  FOR EACH ROW EXECUTE FUNCTION entente.check_question_answer();

-- The barrier, as in 0002. Whether a row hangs on an approach that may be seen is decided by the policies of approach.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['approach', 'approach_document', 'question', 'question_answer', 'position', 'company_told']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['approach_document', 'question', 'position', 'company_told']
  LOOP
    EXECUTE format('CREATE POLICY seen ON entente.%I FOR SELECT TO entente_app
      USING (approach_id IN (SELECT a.id FROM entente.approach a))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['approach_document', 'company_told']
  LOOP
    EXECUTE format('CREATE POLICY lead ON entente.%I FOR INSERT TO entente_app
      WITH CHECK (approach_id IN (SELECT a.id FROM entente.approach a WHERE a.case_id = (SELECT entente.lead_case())))', name);
  END LOOP;
END $$;

CREATE POLICY lead ON entente.approach TO entente_app USING (case_id = (SELECT entente.lead_case()))
  WITH CHECK (case_id = (SELECT entente.lead_case()));
-- What is not delivered yet is nothing to the member.
CREATE POLICY own ON entente.approach FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()) AND delivered_at IS NOT NULL);

-- A member speaks from its own seats. The lead writes down what a member without seats told it, and says how; and it writes
-- down that nothing was said.
CREATE POLICY own ON entente.question FOR INSERT TO entente_app
  WITH CHECK (approach_id IN (SELECT a.id FROM entente.approach a WHERE a.case_id = (SELECT entente.own_case()))
    AND told IS NULL AND split_part(asked_by, '/', 1) = (SELECT entente.asking_member()));
CREATE POLICY lead ON entente.question FOR INSERT TO entente_app
  WITH CHECK (approach_id IN (SELECT a.id FROM entente.approach a WHERE a.case_id = (SELECT entente.lead_case()))
    AND told IS NOT NULL AND split_part(asked_by, '/', 1) = (SELECT entente.asking_member()));
CREATE POLICY own ON entente.position FOR INSERT TO entente_app
  WITH CHECK (approach_id IN (SELECT a.id FROM entente.approach a WHERE a.case_id = (SELECT entente.own_case()))
    AND told IS NULL AND position <> 'lapsed' AND split_part(taken_by, '/', 1) = (SELECT entente.asking_member()));
CREATE POLICY lead ON entente.position FOR INSERT TO entente_app
  WITH CHECK (approach_id IN (SELECT a.id FROM entente.approach a WHERE a.case_id = (SELECT entente.lead_case()))
    AND (told IS NULL) = (position = 'lapsed') AND split_part(taken_by, '/', 1) = (SELECT entente.asking_member()));

CREATE POLICY seen ON entente.question_answer FOR SELECT TO entente_app
  USING (question_id IN (SELECT q.id FROM entente.question q));
CREATE POLICY lead ON entente.question_answer FOR INSERT TO entente_app
  WITH CHECK (question_id IN (SELECT q.id FROM entente.question q JOIN entente.approach a ON a.id = q.approach_id
      WHERE a.case_id = (SELECT entente.lead_case()))
    AND split_part(answered_by, '/', 1) = (SELECT entente.asking_member()));

GRANT SELECT, INSERT ON entente.question_answer, entente.company_told TO entente_app;
GRANT UPDATE (delivered_by) ON entente.approach TO entente_app;

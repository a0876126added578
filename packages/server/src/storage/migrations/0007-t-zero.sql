-- T-0 in rounds: one that was stood down stays as it was, and the next is a round of its own. What members have in
-- readiness, what they did on the way, packages with their texts, the opening, rehearsals. A package's text is its member's
-- alone until the opening, which the database lets happen once, for all, and never before it is due.

ALTER TABLE entente.package DROP CONSTRAINT package_case_id_fkey, DROP CONSTRAINT package_pkey;
ALTER TABLE entente.t_zero DROP CONSTRAINT t_zero_pkey;
ALTER TABLE entente.t_zero
  ADD COLUMN round integer NOT NULL DEFAULT 1 CHECK (round >= 1),
  ADD COLUMN due_at timestamptz,
  ADD COLUMN due_because text NOT NULL DEFAULT 'instant'
    CHECK (due_because IN ('instant', 'embargo', 'lift', 'exit', 'hold')),
  ADD COLUMN resolution_id uuid REFERENCES entente.resolution,
  ADD COLUMN armed_by text,
  ADD COLUMN opened_by text,
  ADD COLUMN late_ms bigint CHECK (late_ms >= 0),
  ADD COLUMN leaf_index bigint REFERENCES entente.ledger_leaf,
  ADD COLUMN stood_down_at timestamptz,
  ADD COLUMN stood_down_by text,
  ADD COLUMN stood_down_because text,
  DROP CONSTRAINT t_zero_check,
  ADD PRIMARY KEY (case_id, round);
-- What an older node opened was due at the instant it was set for, and was opened by the one who set it.
UPDATE entente.t_zero SET due_at = instant;
UPDATE entente.t_zero SET armed_by = set_by WHERE armed_at IS NOT NULL;
UPDATE entente.t_zero SET opened_by = set_by,
  late_ms = floor(extract(epoch FROM opened_at - instant) * 1000) WHERE opened_at IS NOT NULL;
ALTER TABLE entente.t_zero
  ALTER COLUMN round DROP DEFAULT, ALTER COLUMN due_because DROP DEFAULT, ALTER COLUMN due_at SET NOT NULL,
  ADD CHECK ((state = 'opened') = (opened_at IS NOT NULL)),
  ADD CHECK (opened_at IS NULL OR (opened_at >= due_at AND late_ms IS NOT NULL AND opened_by IS NOT NULL)),
  ADD CHECK ((state = 'stood-down') = (stood_down_at IS NOT NULL)),
  ADD CHECK (state <> 'armed' OR armed_at IS NOT NULL);
COMMENT ON COLUMN entente.t_zero.due_at IS 'the instant as the acts of members and the written rules leave it';
COMMENT ON COLUMN entente.t_zero.late_ms IS 'from due_at until the opening transaction, on the database''s clock';
-- At most one that is not stood down: once one has opened, there is no further round.
CREATE UNIQUE INDEX one_t_zero_stands ON entente.t_zero (case_id) WHERE state <> 'stood-down';

ALTER TABLE entente.package
  ADD COLUMN round integer NOT NULL DEFAULT 1,
  ADD COLUMN text_digest text,
  ADD COLUMN digest text,
  ADD COLUMN leaf_index bigint REFERENCES entente.ledger_leaf,
  ADD COLUMN left_out boolean NOT NULL DEFAULT false,
  ADD PRIMARY KEY (case_id, round, member),
  ADD FOREIGN KEY (case_id, round) REFERENCES entente.t_zero,
  ADD CHECK (NOT left_out OR opened_at IS NULL);
ALTER TABLE entente.package ALTER COLUMN round DROP DEFAULT;
COMMENT ON COLUMN entente.package.text_digest IS 'of its text with the text''s salt; null: no text was put in place';
COMMENT ON COLUMN entente.package.digest IS 'base64url SHA-256 of what opens, as the ledger has it; null where an older node armed';

-- Who was asked to be ready, and what each says of its own items. Only ever added to: the newest word on an item counts.

CREATE TABLE entente.readiness_asked (
  case_id uuid NOT NULL,
  round integer NOT NULL,
  member text NOT NULL,
  PRIMARY KEY (case_id, round, member),
  FOREIGN KEY (case_id, round) REFERENCES entente.t_zero,
  FOREIGN KEY (case_id, member) REFERENCES entente.member
);

CREATE TABLE entente.readiness (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  member text NOT NULL,
  item text NOT NULL CHECK (item IN ('text-cleared', 'translated', 'note-verbale', 'spokesperson', 'legal-step')),
  state text NOT NULL CHECK (state IN ('open', 'done', 'not-needed')),
  seat text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (case_id, round, member) REFERENCES entente.readiness_asked,
  CHECK (split_part(seat, '/', 1) = member)
);

CREATE TABLE entente.package_text (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  member text NOT NULL,
  text text NOT NULL CHECK (text <> ''),
  salt text NOT NULL,
  digest text NOT NULL,
  seat text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (case_id, round, member) REFERENCES entente.readiness_asked,
  CHECK (split_part(seat, '/', 1) = member)
);
COMMENT ON TABLE entente.package_text IS 'texts to be opened at T-0; until then their member''s alone';

-- The digest of a text, apart from it, so that a package can be made without anybody reading the text.
CREATE TABLE entente.package_text_digest (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  member text NOT NULL,
  digest text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (case_id, round, member) REFERENCES entente.readiness_asked
);

-- What members do on the way, by the written rules.
CREATE TABLE entente.t_zero_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  member text NOT NULL,
  act text NOT NULL CHECK (act IN ('hold', 'resume', 'embargo', 'lift', 'exit')),
  until timestamptz CHECK ((until IS NOT NULL) = (act = 'embargo')),
  reason text NOT NULL,
  seat text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (case_id, round) REFERENCES entente.t_zero,
  CHECK (split_part(seat, '/', 1) = member)
);

-- A rehearsal says of itself what it is: it is of an exercise, and leaves a width and nothing else.
CREATE TABLE entente.t_zero_rehearsal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  round integer NOT NULL,
  packages integer NOT NULL CHECK (packages > 0),
  unready integer NOT NULL CHECK (unready >= 0),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL CHECK (last_at >= first_at),
  held_by text NOT NULL,
  held_at timestamptz NOT NULL,
  FOREIGN KEY (case_id, round) REFERENCES entente.t_zero
);
COMMENT ON COLUMN entente.t_zero_rehearsal.first_at IS 'when the first package was gone through, on the machine''s clock, not the exercise''s';

CREATE FUNCTION entente.check_rehearsal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM entente.case_file c WHERE c.id = NEW.case_id AND c.exercise) THEN
    RAISE EXCEPTION 'a rehearsal is held in an exercise' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_an_exercise BEFORE INSERT ON entente.t_zero_rehearsal
  FOR EACH ROW EXECUTE FUNCTION entente.check_rehearsal();

-- The opening, decided here a second time: once, from armed, not before it is due. In a real case time is this server's;
-- an exercise brings its own.
CREATE FUNCTION entente.check_t_zero() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'set' THEN
      RAISE EXCEPTION 'T-0 begins by being set' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state IN ('opened', 'stood-down') THEN
    RAISE EXCEPTION 'T-0 is over' USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'armed' AND NEW.state = 'set' THEN
    RAISE EXCEPTION 'what is armed opens or is stood down' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'opened' THEN
    IF OLD.state <> 'armed' THEN
      RAISE EXCEPTION 'only what is armed opens' USING ERRCODE = '42501';
    END IF;
    IF now() < NEW.due_at AND NOT EXISTS (
      SELECT FROM entente.case_file c WHERE c.id = NEW.case_id AND c.exercise) THEN
      RAISE EXCEPTION 'nothing opens before it is due' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once_and_not_early BEFORE INSERT OR UPDATE ON entente.t_zero
  FOR EACH ROW EXECUTE FUNCTION entente.check_t_zero();

-- All or none: a package opens, or is left out, in the transaction in which its T-0 opens; and none stays closed then
-- that is not left out. Looked at when that transaction ends.
CREATE FUNCTION entente.check_opened_package() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM entente.t_zero t WHERE t.case_id = NEW.case_id AND t.round = NEW.round AND t.state = 'opened'
      AND t.xmin = pg_current_xact_id()::xid AND t.opened_at IS NOT DISTINCT FROM coalesce(NEW.opened_at, t.opened_at)
  ) THEN
    RAISE EXCEPTION 'packages open with their T-0' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER with_its_t_zero BEFORE UPDATE ON entente.package
  FOR EACH ROW EXECUTE FUNCTION entente.check_opened_package();
-- Packages are those there were when T-0 was armed, and closed. Written in the transaction that arms it.
CREATE FUNCTION entente.check_armed_package() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.opened_at IS NOT NULL OR NEW.left_out OR NOT EXISTS (
    SELECT FROM entente.t_zero t WHERE t.case_id = NEW.case_id AND t.round = NEW.round AND t.state = 'armed'
      AND t.xmin = pg_current_xact_id()::xid
  ) THEN
    RAISE EXCEPTION 'packages are closed when T-0 is armed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER when_armed BEFORE INSERT ON entente.package
  FOR EACH ROW EXECUTE FUNCTION entente.check_armed_package();
CREATE FUNCTION entente.check_all_or_none() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.state <> 'opened' THEN
    RETURN NULL;
  END IF;
  -- Under another view than the lead's there would be nothing to be seen wrong.
  IF entente.lead_case() IS DISTINCT FROM NEW.case_id OR EXISTS (
    SELECT FROM entente.package p WHERE p.case_id = NEW.case_id AND p.round = NEW.round
      AND p.opened_at IS NULL AND NOT p.left_out
  ) THEN
    RAISE EXCEPTION 'packages open all or none' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER all_or_none AFTER UPDATE ON entente.t_zero
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entente.check_all_or_none();

-- Texts and readiness are a matter of the time before arming.
CREATE FUNCTION entente.check_still_set() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM entente.t_zero t WHERE t.case_id = NEW.case_id AND t.round = NEW.round AND t.state = 'set'
  ) THEN
    RAISE EXCEPTION 'what is armed is not changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER before_arming BEFORE INSERT ON entente.package_text
  FOR EACH ROW EXECUTE FUNCTION entente.check_still_set();
CREATE TRIGGER before_arming BEFORE INSERT ON entente.package_text_digest
  FOR EACH ROW EXECUTE FUNCTION entente.check_still_set();

-- The barrier, as in 0002.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['t_zero', 'package', 'readiness_asked', 'readiness', 'package_text', 'package_text_digest',
    't_zero_act', 't_zero_rehearsal']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['t_zero', 'package', 'readiness_asked', 't_zero_rehearsal'] LOOP
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
  END LOOP;
  -- The lead reads how ready everybody is and what was done; nobody says it for another, the lead included.
  FOREACH name IN ARRAY ARRAY['readiness', 'package_text_digest', 't_zero_act'] LOOP
    EXECUTE format('CREATE POLICY lead_reads ON entente.%I FOR SELECT TO entente_app
      USING (case_id = (SELECT entente.lead_case()))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['readiness', 'package_text', 'package_text_digest', 't_zero_act'] LOOP
    EXECUTE format('CREATE POLICY own_reads ON entente.%I FOR SELECT TO entente_app
      USING (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
        AND member = (SELECT entente.asking_member()))', name);
    EXECUTE format('CREATE POLICY own_writes ON entente.%I FOR INSERT TO entente_app
      WITH CHECK (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
        AND member = (SELECT entente.asking_member()))', name);
  END LOOP;
END $$;

CREATE POLICY own_reads ON entente.readiness_asked FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY own_reads ON entente.package FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
-- Who is asked or has a package learns that there is a T-0 and when it is due.
CREATE POLICY own_reads ON entente.t_zero FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND (
    (case_id, round) IN (SELECT a.case_id, a.round FROM entente.readiness_asked a)
    OR (case_id, round) IN (SELECT p.case_id, p.round FROM entente.package p)));
-- What has opened is open to everyone who was asked, and to the lead, and not a moment sooner.
CREATE POLICY opened ON entente.package FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND opened_at IS NOT NULL
    AND (case_id, round) IN (SELECT a.case_id, a.round FROM entente.readiness_asked a));
CREATE POLICY opened ON entente.package_text FOR SELECT TO entente_app
  USING (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
    AND (case_id, round, member, digest) IN (
      SELECT p.case_id, p.round, p.member, p.text_digest FROM entente.package p WHERE p.opened_at IS NOT NULL));

GRANT SELECT, INSERT ON entente.readiness_asked, entente.readiness, entente.package_text, entente.package_text_digest,
  entente.t_zero_act, entente.t_zero_rehearsal TO entente_app;
GRANT UPDATE (due_at, due_because, resolution_id, armed_by, opened_by, late_ms, leaf_index, stood_down_at, stood_down_by,
  stood_down_because) ON entente.t_zero TO entente_app;
GRANT UPDATE (left_out) ON entente.package TO entente_app;

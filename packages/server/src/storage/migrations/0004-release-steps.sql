-- A release in steps, each a row of its own that is only ever added: planned, approved by a second person, issued. What
-- follows on an issued one is kept the same way: unsealings, notices and who acknowledged them. Nothing here is ever
-- updated, so what was approved cannot be made to have said something else.

-- Persons. A seat without a row is a person of its own; a row makes seats of one name one person. It is written once and
-- can only ever join seats, never part them, so a row too many refuses something and allows nothing.
CREATE TABLE entente.seat_holder (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  seat text NOT NULL,
  person text NOT NULL CHECK (person ~ '^[a-z0-9][a-z0-9._-]*$'),
  PRIMARY KEY (case_id, seat)
);
COMMENT ON COLUMN entente.seat_holder.person IS 'never looks like a seat, which begins with capitals';

CREATE FUNCTION entente.person_of(of_case uuid, of_seat text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT h.person FROM entente.seat_holder h WHERE h.case_id = of_case AND h.seat = of_seat), of_seat)
$$;

-- What there is moves out of the one row that was updated.

ALTER TABLE entente.release NO FORCE ROW LEVEL SECURITY;
ALTER TABLE entente.cut NO FORCE ROW LEVEL SECURITY;

ALTER TABLE entente.release ADD UNIQUE (case_id, id);

CREATE TABLE entente.release_preparation (
  release_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  prepared text NOT NULL,
  FOREIGN KEY (case_id, release_id) REFERENCES entente.release (case_id, id)
);
COMMENT ON TABLE entente.release_preparation IS 'everything of a release but its signatures; holds the whole text and every salt';

CREATE TABLE entente.release_approval (
  release_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  plan_digest text NOT NULL,
  approved_by text NOT NULL,
  approved_at timestamptz NOT NULL,
  statement text,
  leaf_index bigint NOT NULL REFERENCES entente.ledger_leaf,
  UNIQUE (case_id, release_id),
  FOREIGN KEY (case_id, release_id) REFERENCES entente.release (case_id, id)
);
COMMENT ON COLUMN entente.release_approval.statement IS 'signed by the release authority; null only where an older node approved';

CREATE TABLE entente.release_issue (
  release_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  name text UNIQUE,
  issued text NOT NULL,
  issued_by text NOT NULL,
  issued_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL UNIQUE REFERENCES entente.ledger_leaf,
  UNIQUE (case_id, release_id),
  FOREIGN KEY (case_id, release_id) REFERENCES entente.release_approval (case_id, release_id)
);
COMMENT ON COLUMN entente.release_issue.name IS 'the random id its cuts carry; null only where an older node issued';

INSERT INTO entente.release_approval (release_id, case_id, plan_digest, approved_by, approved_at, leaf_index)
  SELECT id, case_id, plan_digest, approved_by, approved_at, leaf_index FROM entente.release WHERE approved_by IS NOT NULL;
INSERT INTO entente.release_issue (release_id, case_id, issued, issued_by, issued_at, leaf_index)
  SELECT id, case_id, issued::text, approved_by, approved_at, leaf_index FROM entente.release WHERE approved_by IS NOT NULL;

ALTER TABLE entente.release
  DROP CONSTRAINT release_version_id_key,
  DROP COLUMN approved_by, DROP COLUMN approved_at, DROP COLUMN issued, DROP COLUMN leaf_index,
  ALTER COLUMN plan TYPE text,
  ADD COLUMN rules jsonb NOT NULL DEFAULT '{"countsFor": [], "hidePlaces": [], "withholdGradingsFrom": []}',
  ADD COLUMN public_text text,
  ADD COLUMN ordinal bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE entente.release ALTER COLUMN rules DROP DEFAULT;
COMMENT ON COLUMN entente.release.plan IS 'what is approved, as canonical JSON; plan_digest is its digest';
COMMENT ON COLUMN entente.release.public_text IS 'what is public already and the plan was compared with; null when nothing was named';
CREATE INDEX release_of_document ON entente.release (document_id, ordinal);

ALTER TABLE entente.cut ADD FOREIGN KEY (release_id) REFERENCES entente.release_issue (release_id);
ALTER TABLE entente.cut ADD UNIQUE (case_id, release_id, id);

ALTER TABLE entente.release FORCE ROW LEVEL SECURITY;
ALTER TABLE entente.cut FORCE ROW LEVEL SECURITY;

-- Unsealing widens what one recipient reads, so it is proposed and approved as a release is.

CREATE TABLE entente.unsealing (
  id uuid PRIMARY KEY,
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  case_id uuid NOT NULL,
  release_id uuid NOT NULL,
  cut_id uuid NOT NULL,
  places text[] NOT NULL CHECK (cardinality(places) > 0),
  reason text NOT NULL CHECK (reason <> ''),
  plan text NOT NULL,
  plan_digest text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  UNIQUE (case_id, id),
  FOREIGN KEY (case_id, release_id, cut_id) REFERENCES entente.cut (case_id, release_id, id)
);

CREATE TABLE entente.unsealing_approval (
  unsealing_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  plan_digest text NOT NULL,
  approved_by text NOT NULL,
  approved_at timestamptz NOT NULL,
  statement text NOT NULL,
  leaf_index bigint NOT NULL REFERENCES entente.ledger_leaf,
  UNIQUE (case_id, unsealing_id),
  FOREIGN KEY (case_id, unsealing_id) REFERENCES entente.unsealing (case_id, id)
);

CREATE TABLE entente.unsealing_issue (
  unsealing_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  cut_id uuid NOT NULL REFERENCES entente.cut,
  file text NOT NULL,
  cut_after text NOT NULL,
  sha256 text NOT NULL,
  issued_by text NOT NULL,
  issued_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL UNIQUE REFERENCES entente.ledger_leaf,
  FOREIGN KEY (case_id, unsealing_id) REFERENCES entente.unsealing_approval (case_id, unsealing_id)
);
COMMENT ON COLUMN entente.unsealing_issue.cut_after IS 'the cut with the further openings, which the next unsealing adds to';

-- What is said of a release afterwards. A notice holds nothing that was withheld from anybody: whoever knows the random
-- id of a release may ask for its notices.

CREATE TABLE entente.notice (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  release_id uuid NOT NULL,
  release_name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('correction', 'supersession', 'recall')),
  text text NOT NULL CHECK (text <> ''),
  replaced_by text REFERENCES entente.release_issue (name),
  file text NOT NULL,
  signed_by text NOT NULL,
  signed_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL UNIQUE REFERENCES entente.ledger_leaf,
  CHECK ((kind = 'supersession') = (replaced_by IS NOT NULL)),
  UNIQUE (case_id, id),
  FOREIGN KEY (case_id, release_id) REFERENCES entente.release_issue (case_id, release_id)
);
CREATE INDEX notice_of_release ON entente.notice (release_name, leaf_index);

CREATE TABLE entente.acknowledgement (
  notice_id uuid NOT NULL,
  case_id uuid NOT NULL,
  member text NOT NULL,
  seat text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (notice_id, member),
  FOREIGN KEY (case_id, notice_id) REFERENCES entente.notice (case_id, id),
  CHECK (split_part(seat, '/', 1) = member)
);

-- Originator control: the answer of the member a quotation comes from. The newest answer counts; none is a refusal.

CREATE TABLE entente.consent (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  origin text NOT NULL,
  release text NOT NULL,
  portion text NOT NULL,
  recipient text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('granted', 'refused')),
  seat text NOT NULL,
  at timestamptz NOT NULL,
  CHECK (split_part(seat, '/', 1) = origin)
);
COMMENT ON COLUMN entente.consent.release IS 'as the origin calls its own release, which need not be of this node';

-- Two persons, decided here a second time. The approver holds the lead's seat for it, and is neither the proposer nor the
-- one who wrote the text, whatever seats they use; and the approval is of this plan and no other.

CREATE FUNCTION entente.require_second_person(of_case uuid, approver text, others text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seat text;
BEGIN
  IF NOT EXISTS (SELECT FROM entente.case_file c WHERE c.id = of_case AND approver = c.lead || '/release-authority') THEN
    RAISE EXCEPTION 'only the lead''s release authority approves' USING ERRCODE = '42501';
  END IF;
  IF coalesce(cardinality(others), 0) = 0 THEN
    RAISE EXCEPTION 'nothing was proposed' USING ERRCODE = '42501';
  END IF;
  FOREACH seat IN ARRAY others LOOP
    IF seat IS NULL OR entente.person_of(of_case, approver) = entente.person_of(of_case, seat) THEN
      RAISE EXCEPTION 'nobody approves what is their own' USING ERRCODE = '42501';
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION entente.check_release_approval() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE proposed record;
BEGIN
  SELECT r.plan_digest, ARRAY[r.proposed_by, v.drafted_by] AS persons INTO proposed
    FROM entente.release r JOIN entente.document_version v ON v.id = r.version_id
    WHERE r.case_id = NEW.case_id AND r.id = NEW.release_id;
  PERFORM entente.require_second_person(NEW.case_id, NEW.approved_by, proposed.persons);
  IF NEW.plan_digest IS DISTINCT FROM proposed.plan_digest OR coalesce(NEW.statement, '') = '' THEN
    RAISE EXCEPTION 'an approval is a signed statement over the plan it approves' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_persons BEFORE INSERT ON entente.release_approval
  FOR EACH ROW EXECUTE FUNCTION entente.check_release_approval();

CREATE FUNCTION entente.check_release_issue() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE approved record;
BEGIN
  SELECT a.approved_by, ARRAY[r.proposed_by, v.drafted_by] AS persons INTO approved
    FROM entente.release_approval a
    JOIN entente.release r ON r.id = a.release_id AND r.plan_digest = a.plan_digest
    JOIN entente.release_preparation p ON p.release_id = r.id
    JOIN entente.document_version v ON v.id = r.version_id
    WHERE a.case_id = NEW.case_id AND a.release_id = NEW.release_id AND a.statement <> '';
  -- Seats may have become one person's since.
  PERFORM entente.require_second_person(NEW.case_id, approved.approved_by, approved.persons);
  IF NEW.name IS NULL THEN
    RAISE EXCEPTION 'an issued release has its name' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_persons BEFORE INSERT ON entente.release_issue
  FOR EACH ROW EXECUTE FUNCTION entente.check_release_issue();

CREATE FUNCTION entente.check_unsealing_approval() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE proposed record;
BEGIN
  SELECT u.plan_digest, ARRAY[u.proposed_by, v.drafted_by] AS persons INTO proposed
    FROM entente.unsealing u
    JOIN entente.release r ON r.id = u.release_id
    JOIN entente.document_version v ON v.id = r.version_id
    WHERE u.case_id = NEW.case_id AND u.id = NEW.unsealing_id;
  PERFORM entente.require_second_person(NEW.case_id, NEW.approved_by, proposed.persons);
  IF NEW.plan_digest IS DISTINCT FROM proposed.plan_digest OR NEW.statement = '' THEN
    RAISE EXCEPTION 'an approval is a signed statement over the plan it approves' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_persons BEFORE INSERT ON entente.unsealing_approval
  FOR EACH ROW EXECUTE FUNCTION entente.check_unsealing_approval();

CREATE FUNCTION entente.check_unsealing_issue() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE approved record;
BEGIN
  SELECT a.approved_by, u.cut_id, ARRAY[u.proposed_by, v.drafted_by] AS persons INTO approved
    FROM entente.unsealing_approval a
    JOIN entente.unsealing u ON u.id = a.unsealing_id AND u.plan_digest = a.plan_digest
    JOIN entente.release r ON r.id = u.release_id
    JOIN entente.document_version v ON v.id = r.version_id
    WHERE a.case_id = NEW.case_id AND a.unsealing_id = NEW.unsealing_id;
  PERFORM entente.require_second_person(NEW.case_id, approved.approved_by, approved.persons);
  IF NEW.cut_id IS DISTINCT FROM approved.cut_id THEN
    RAISE EXCEPTION 'an unsealing adds to the cut it was approved for' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_persons BEFORE INSERT ON entente.unsealing_issue
  FOR EACH ROW EXECUTE FUNCTION entente.check_unsealing_issue();

-- Cuts and classes stand or fall with the issue: none is added to a release afterwards, and none for a recipient that the
-- approved plan does not name.

CREATE FUNCTION entente.refuse_later_cuts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added a WHERE NOT EXISTS (
      SELECT FROM entente.release_issue i JOIN entente.release r ON r.id = i.release_id
      WHERE i.release_id = a.release_id AND i.xmin = pg_current_xact_id()::xid AND r.recipients ? a.recipient)
  ) THEN
    RAISE EXCEPTION 'cuts are made when their release is issued, for the recipients it was approved for' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER with_the_issue AFTER INSERT ON entente.cut REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_later_cuts();

CREATE FUNCTION entente.refuse_later_classes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added a WHERE NOT EXISTS (
      SELECT FROM entente.release_issue i WHERE i.release_id = a.release_id AND i.xmin = pg_current_xact_id()::xid)
  ) THEN
    RAISE EXCEPTION 'classes are stored when their release is issued' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER with_the_issue AFTER INSERT ON entente.released_class REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_later_classes();

CREATE FUNCTION entente.check_notice() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM entente.release_issue i JOIN entente.case_file c ON c.id = i.case_id
    WHERE i.case_id = NEW.case_id AND i.release_id = NEW.release_id AND i.name = NEW.release_name
      AND NEW.signed_by = c.lead || '/release-authority'
  ) THEN
    RAISE EXCEPTION 'a notice is of an issued release, by the lead''s release authority' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_the_authority BEFORE INSERT ON entente.notice
  FOR EACH ROW EXECUTE FUNCTION entente.check_notice();

-- The barrier, as in 0002.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seat_holder', 'release_preparation', 'release_approval', 'release_issue', 'unsealing',
    'unsealing_approval', 'unsealing_issue', 'notice', 'acknowledgement', 'consent']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['seat_holder', 'release_preparation', 'release_approval', 'release_issue', 'unsealing',
    'unsealing_approval', 'unsealing_issue', 'notice']
  LOOP
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
  END LOOP;
END $$;

CREATE POLICY own_unsealings ON entente.unsealing_issue FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND cut_id IN (SELECT c.id FROM entente.cut c));
-- Notices of what the member holds; and, to whoever asks with the random id of a release, of that one.
CREATE POLICY own_notices ON entente.notice FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND release_id IN (SELECT c.release_id FROM entente.cut c));
CREATE POLICY asked_notices ON entente.notice FOR SELECT TO entente_app
  USING (release_name = nullif(current_setting('entente.release', true), ''));
-- A holder acknowledges for itself: not even the lead does it for another.
CREATE POLICY lead ON entente.acknowledgement FOR SELECT TO entente_app USING (case_id = (SELECT entente.lead_case()));
CREATE POLICY own_read ON entente.acknowledgement FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY own_write ON entente.acknowledgement FOR INSERT TO entente_app
  WITH CHECK (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member())
    AND notice_id IN (SELECT n.id FROM entente.notice n));
-- The same for consents. The lead reads all of them, and answers for what is its own.
CREATE POLICY lead_reads ON entente.consent FOR SELECT TO entente_app USING (case_id = (SELECT entente.lead_case()));
CREATE POLICY own_reads ON entente.consent FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND origin = (SELECT entente.asking_member()));
CREATE POLICY origin_writes ON entente.consent FOR INSERT TO entente_app
  WITH CHECK (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
    AND origin = (SELECT entente.asking_member()));

GRANT SELECT, INSERT ON entente.seat_holder, entente.release_preparation, entente.release_approval, entente.release_issue,
  entente.unsealing, entente.unsealing_approval, entente.unsealing_issue, entente.notice, entente.acknowledgement,
  entente.consent TO entente_app;

-- The public record: it comes in editions, so that what is corrected stands beside what was said, and pages about responsible
-- persons are checked by several persons before they can be in one.

-- An edition stays what it was. What there is becomes the first.
ALTER TABLE entente.publication ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition >= 1);
ALTER TABLE entente.publication ALTER COLUMN edition DROP DEFAULT;
ALTER TABLE entente.publication ADD COLUMN why text;
COMMENT ON COLUMN entente.publication.why IS 'why there is a new edition; null for the first';
ALTER TABLE entente.record_file DROP CONSTRAINT record_file_case_id_fkey;
ALTER TABLE entente.record_file DROP CONSTRAINT record_file_pkey;
ALTER TABLE entente.record_file ADD COLUMN edition integer NOT NULL DEFAULT 1;
ALTER TABLE entente.record_file ALTER COLUMN edition DROP DEFAULT;
ALTER TABLE entente.publication DROP CONSTRAINT publication_pkey;
ALTER TABLE entente.publication ADD PRIMARY KEY (case_id, edition);
ALTER TABLE entente.publication ADD CHECK ((edition = 1) = (why IS NULL));
ALTER TABLE entente.record_file ADD PRIMARY KEY (case_id, edition, path);
ALTER TABLE entente.record_file ADD FOREIGN KEY (case_id, edition) REFERENCES entente.publication (case_id, edition);

-- What is said of a responsible person, in versions: each is fixed by the digest of its words, so that a changed character
-- is another version that nobody has validated yet.
CREATE TABLE entente.exposure (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  name text NOT NULL CHECK (name ~ '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$'),
  version integer NOT NULL CHECK (version >= 1),
  content text NOT NULL,
  digest text NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  drafted_by text NOT NULL,
  drafted_person text NOT NULL,
  drafted_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, name, version),
  UNIQUE (case_id, name, version, digest)
);
COMMENT ON COLUMN entente.exposure.content IS 'canonical JSON: the person, the claims, and what the person was asked';

-- What others said of one version: that it holds, that it was checked in law, that it is taken back.
CREATE TABLE entente.exposure_act (
  case_id uuid NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  digest text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('validation', 'legal-check', 'withdrawal')),
  seat text NOT NULL,
  person text NOT NULL,
  at timestamptz NOT NULL,
  note text NOT NULL CHECK (note <> '' OR kind = 'validation'),
  PRIMARY KEY (case_id, name, version, kind, person),
  FOREIGN KEY (case_id, name, version, digest) REFERENCES entente.exposure (case_id, name, version, digest)
);
COMMENT ON COLUMN entente.exposure_act.person IS 'two validations of one version are of two persons, whatever seats they use';

-- The database asks again what the node asked: nobody validates or checks in law what is their own.
CREATE FUNCTION entente.check_exposure_act() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind <> 'withdrawal' AND EXISTS (
    SELECT FROM entente.exposure e
    WHERE e.case_id = NEW.case_id AND e.name = NEW.name AND e.version = NEW.version
      AND (e.drafted_by = NEW.seat OR e.drafted_person = NEW.person)
  ) THEN
    RAISE EXCEPTION 'who wrote a page about a person neither validates nor checks it' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_another BEFORE INSERT ON entente.exposure_act
  FOR EACH ROW EXECUTE FUNCTION entente.check_exposure_act();

-- Nobody but the lead's own seats reads of a person before it is public.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['exposure', 'exposure_act']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
    EXECUTE format('CREATE POLICY whole_for_backup ON entente.%I FOR SELECT TO CURRENT_USER
      USING (current_setting(''entente.backup'', true) = ''whole'')', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON entente.exposure, entente.exposure_act TO entente_app;

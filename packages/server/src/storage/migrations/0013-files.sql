-- Files outside the database, and what is said of keys. The bytes of a file are on disk or in S3-compatible storage,
-- encrypted under the key of its case; a row here says that it exists, and what it must be. What older nodes keep in rows
-- stays there.

CREATE TABLE entente.case_key (
  case_id uuid PRIMARY KEY REFERENCES entente.case_file,
  wrapped bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE entente.case_key IS 'the random key of a case''s files, encrypted by the node''s keystore';

CREATE TABLE entente.stored_file (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_key,
  member text NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size integer NOT NULL CHECK (size >= 0),
  UNIQUE (case_id, id)
);
COMMENT ON COLUMN entente.stored_file.member IS 'whose file it is: the lead sees those of all, a member its own';
COMMENT ON COLUMN entente.stored_file.sha256 IS 'of the bytes in clear, as is the size';

ALTER TABLE entente.stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE entente.stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY lead ON entente.stored_file TO entente_app
  USING (case_id = (SELECT entente.lead_case())) WITH CHECK (case_id = (SELECT entente.lead_case()));
CREATE POLICY own ON entente.stored_file TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()))
  WITH CHECK (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));

-- An original is in its row or in a file, and says its digest and size either way.
ALTER TABLE entente.original
  ALTER COLUMN bytes DROP NOT NULL,
  ADD COLUMN file_id uuid,
  ADD FOREIGN KEY (case_id, file_id) REFERENCES entente.stored_file (case_id, id),
  ADD CHECK ((bytes IS NULL) = (file_id IS NOT NULL));
CREATE FUNCTION entente.check_original_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.file_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM entente.stored_file f WHERE f.id = NEW.file_id AND f.sha256 = NEW.sha256 AND f.size = NEW.size
  ) THEN
    RAISE EXCEPTION 'an original has the digest and the size of its file' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER as_its_file BEFORE INSERT ON entente.original
  FOR EACH ROW EXECUTE FUNCTION entente.check_original_file();

-- Statements about keys: new ones and revoked ones, each a leaf of the ledger. They are public.
CREATE TABLE entente.key_statement (
  leaf_index bigint PRIMARY KEY REFERENCES entente.ledger_leaf,
  kind text NOT NULL CHECK (kind IN ('rotation', 'revocation')),
  purpose text NOT NULL CHECK (purpose IN ('issuer', 'authority')),
  member text NOT NULL,
  generation integer NOT NULL CHECK (generation >= 1),
  in_use integer NOT NULL CHECK (in_use > 1 AND in_use >= generation),
  in_use_keys jsonb NOT NULL,
  digest text NOT NULL,
  salt text NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  file text NOT NULL,
  UNIQUE (purpose, member, kind, generation),
  CHECK (kind <> 'rotation' OR in_use = generation + 1)
);
COMMENT ON COLUMN entente.key_statement.generation IS 'the generation it takes from';
COMMENT ON COLUMN entente.key_statement.in_use IS 'the generation that signs from here on';
COMMENT ON COLUMN entente.key_statement.by IS 'a seat, or node for whoever runs it';

GRANT SELECT, INSERT ON entente.case_key, entente.stored_file, entente.key_statement TO entente_app;

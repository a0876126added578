-- The ledger as tiles of up to 256 hashes, eight levels of the tree apart (https://c2sp.org/tlog-tiles), so that appending
-- and proving read a few tiles and never all leaves. What the ledger holds is only ever added to: grants say so to the
-- application, triggers to everyone.

CREATE TABLE entente.ledger_tile (
  level integer NOT NULL CHECK (level BETWEEN 0 AND 63),
  number bigint NOT NULL CHECK (number >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (level, number)
);
COMMENT ON TABLE entente.ledger_tile IS 'one row per tile at its present width; a narrower tile of an older size is its beginning';

-- Tiles of what was appended before there were any. A full tile is a whole subtree, so its root is hashed pair by pair.
CREATE FUNCTION entente.tile_root(hashes bytea) RETURNS bytea LANGUAGE plpgsql AS $$
BEGIN
  WHILE octet_length(hashes) > 32 LOOP
    hashes := (
      SELECT string_agg(sha256('\x01'::bytea || substring(hashes FROM pair * 64 + 1 FOR 64)), ''::bytea ORDER BY pair)
      FROM generate_series(0, octet_length(hashes) / 64 - 1) AS pair);
  END LOOP;
  RETURN hashes;
END $$;

INSERT INTO entente.ledger_tile (level, number, hashes)
  SELECT 0, index / 256, string_agg(leaf_hash, ''::bytea ORDER BY index) FROM entente.ledger_leaf GROUP BY index / 256;
DO $$
DECLARE below integer := 0;
BEGIN
  LOOP
    INSERT INTO entente.ledger_tile (level, number, hashes)
      SELECT below + 1, number / 256, string_agg(entente.tile_root(hashes), ''::bytea ORDER BY number)
      FROM entente.ledger_tile WHERE level = below AND octet_length(hashes) = 8192 GROUP BY number / 256;
    EXIT WHEN NOT FOUND;
    below := below + 1;
  END LOOP;
END $$;
DROP FUNCTION entente.tile_root;
-- Leaf hashes are the tiles of level 0.
ALTER TABLE entente.ledger_leaf DROP COLUMN leaf_hash;

CREATE TABLE entente.ledger_cosignature (
  size bigint NOT NULL REFERENCES entente.ledger_checkpoint,
  vkey text NOT NULL,
  line text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (size, vkey)
);
COMMENT ON TABLE entente.ledger_cosignature IS 'what witnesses signed of our checkpoints; line ends in a newline';

CREATE TABLE entente.witnessed_log (
  origin text PRIMARY KEY,
  vkey text NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  root bytea CHECK (octet_length(root) = 32),
  note text,
  cosigned_at timestamptz,
  CHECK ((note IS NULL) = (root IS NULL) AND (note IS NULL) = (cosigned_at IS NULL) AND (size = 0 OR note IS NOT NULL))
);
COMMENT ON TABLE entente.witnessed_log IS 'ledgers of others this node witnesses, and the latest head of each that it cosigned';

CREATE FUNCTION entente.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION entente.refuse_other_hashes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.level, NEW.number) <> (OLD.level, OLD.number)
    OR octet_length(NEW.hashes) <= octet_length(OLD.hashes)
    OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes
  THEN
    RAISE EXCEPTION 'a tile keeps the hashes it has and takes further ones until it is full' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION entente.refuse_older_head() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.origin, NEW.vkey) <> (OLD.origin, OLD.vkey)
    OR NEW.size < OLD.size
    OR (NEW.size = OLD.size AND NEW.root IS DISTINCT FROM OLD.root AND OLD.root IS NOT NULL)
  THEN
    RAISE EXCEPTION 'a witness never goes back' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ledger_leaf', 'commitment', 'ledger_checkpoint', 'ledger_cosignature']
  LOOP
    EXECUTE format('CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON entente.%I
      FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_rewriting()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['ledger_tile', 'witnessed_log']
  LOOP
    EXECUTE format('CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON entente.%I
      FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_rewriting()', name);
  END LOOP;
END $$;
CREATE TRIGGER only_wider BEFORE UPDATE ON entente.ledger_tile
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_other_hashes();
CREATE TRIGGER only_forward BEFORE UPDATE ON entente.witnessed_log
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_older_head();

GRANT SELECT, INSERT ON entente.ledger_tile, entente.ledger_cosignature TO entente_app;
GRANT UPDATE (hashes) ON entente.ledger_tile TO entente_app;
GRANT SELECT, INSERT (origin, vkey), UPDATE (size, root, note, cosigned_at) ON entente.witnessed_log TO entente_app;

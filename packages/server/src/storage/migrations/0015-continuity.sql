-- Nothing lost: what a node knows of its own restores, and how a backup reads what nobody may read as a whole.

-- A restore opens a new epoch of the node. Until somebody confirmed it, against what witnesses and others saw of this
-- node's ledger, the node serves nobody: a backup is old, and what was revoked since would be alive in it.
CREATE TABLE entente.epoch (
  number integer PRIMARY KEY CHECK (number >= 2),
  opened_at timestamptz NOT NULL,
  backup_made_at timestamptz NOT NULL,
  backup_sha256 text NOT NULL,
  ledger_size bigint NOT NULL CHECK (ledger_size >= 0),
  confirmed_at timestamptz,
  newest_seen bigint,
  seen_by text[],
  CHECK ((confirmed_at IS NULL) = (newest_seen IS NULL) AND (confirmed_at IS NULL) = (seen_by IS NULL)),
  CHECK (newest_seen <= ledger_size)
);
COMMENT ON TABLE entente.epoch IS 'restores of this node, each an epoch; the first epoch is the node as it was made';
COMMENT ON COLUMN entente.epoch.backup_sha256 IS 'of the manifest of the backup';
COMMENT ON COLUMN entente.epoch.newest_seen IS 'leaves of the newest state of the ledger that anybody who was asked has seen';
COMMENT ON COLUMN entente.epoch.seen_by IS 'who was asked: witnesses by name, or a checkpoint given by hand';

CREATE FUNCTION entente.refuse_other_confirmation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.confirmed_at IS NOT NULL
    OR (NEW.number, NEW.opened_at, NEW.backup_made_at, NEW.backup_sha256, NEW.ledger_size)
      <> (OLD.number, OLD.opened_at, OLD.backup_made_at, OLD.backup_sha256, OLD.ledger_size)
  THEN
    RAISE EXCEPTION 'an epoch is confirmed once and stays what it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER confirmed_once BEFORE UPDATE ON entente.epoch
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_other_confirmation();
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON entente.epoch
  FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_rewriting();

-- The application looks, so that it can refuse to serve; only the owner opens an epoch and confirms it.
GRANT SELECT ON entente.epoch TO entente_app;

-- A backup takes every row. The owner of the tables may read them, in a transaction that says it is a backup and in no
-- other; with the embedded database the owner is above row security anyway. The application's role gains nothing by it.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'entente'::regnamespace AND c.relkind = 'r' AND c.relforcerowsecurity
  LOOP
    EXECUTE format('CREATE POLICY whole_for_backup ON entente.%I FOR SELECT TO CURRENT_USER
      USING (current_setting(''entente.backup'', true) = ''whole'')', name);
  END LOOP;
END $$;

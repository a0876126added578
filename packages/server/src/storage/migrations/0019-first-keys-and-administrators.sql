-- Which first keys this node has made. A key is made once, when the node or a lead is set up; from then on a keystore
-- without it is an older one, and never an occasion to make another key in its place.
CREATE TABLE entente.first_key (
  purpose text NOT NULL CHECK (purpose IN ('ledger', 'witness', 'files', 'issuer', 'authority', 'resolver')),
  member text NOT NULL CHECK (member <> ''),
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (purpose, member)
);
COMMENT ON COLUMN entente.first_key.member IS 'whose; node for what the installation itself signs and keeps';

-- What older nodes made on first use is told by what was done with it. What was not used yet is made at the next start.
INSERT INTO entente.first_key (purpose, member)
  SELECT p.purpose, 'node' FROM (VALUES ('ledger'), ('witness')) AS p (purpose)
  WHERE EXISTS (SELECT FROM entente.ledger_checkpoint);
INSERT INTO entente.first_key (purpose, member)
  SELECT 'files', 'node' WHERE EXISTS (SELECT FROM entente.case_key);

ALTER TABLE entente.release NO FORCE ROW LEVEL SECURITY;
ALTER TABLE entente.sealed_pledge NO FORCE ROW LEVEL SECURITY;
INSERT INTO entente.first_key (purpose, member)
  SELECT DISTINCT p.purpose, c.lead
  FROM (VALUES ('issuer'), ('authority')) AS p (purpose), entente.case_file c
  WHERE EXISTS (SELECT FROM entente.release r WHERE r.case_id = c.id);
INSERT INTO entente.first_key (purpose, member)
  SELECT DISTINCT 'resolver', c.lead FROM entente.case_file c
  WHERE EXISTS (SELECT FROM entente.sealed_pledge s WHERE s.case_id = c.id);
ALTER TABLE entente.release FORCE ROW LEVEL SECURITY;
ALTER TABLE entente.sealed_pledge FORCE ROW LEVEL SECURITY;
INSERT INTO entente.first_key (purpose, member)
  SELECT DISTINCT purpose, member FROM entente.key_statement
  ON CONFLICT DO NOTHING;

GRANT SELECT, INSERT ON entente.first_key TO entente_app;

-- An administrator's seat is withdrawn by two administrators: one proposes it, and within a week another says so too.
ALTER TABLE entente.seat_grant ADD COLUMN withdrawal_by text;
ALTER TABLE entente.seat_grant ADD COLUMN withdrawal_at timestamptz;
ALTER TABLE entente.seat_grant ADD CHECK ((withdrawal_by IS NULL) = (withdrawal_at IS NULL));
COMMENT ON COLUMN entente.seat_grant.withdrawal_by IS 'who proposed to withdraw an administrator''s seat, last';

CREATE OR REPLACE VIEW entente.standing_grant WITH (security_invoker = true) AS
  SELECT g.id, g.person_id, g.member, g.name, g.role, g.cases, g.granted_by, g.granted_at,
    CASE WHEN now() < g.withdrawal_at + interval '7 days' THEN g.withdrawal_by END AS withdrawal_by,
    CASE WHEN now() < g.withdrawal_at + interval '7 days' THEN g.withdrawal_at END AS withdrawal_at
  FROM entente.seat_grant g WHERE g.withdrawn_at IS NULL;

-- The database asks again what the node asked. What a restore withdraws, it withdraws with this put aside.
CREATE FUNCTION entente.check_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND OLD.role = 'administrator' AND (
    OLD.withdrawal_by IS NULL OR OLD.withdrawal_by = NEW.withdrawn_by OR now() >= OLD.withdrawal_at + interval '7 days'
  ) THEN
    RAISE EXCEPTION 'the seat of an administrator is withdrawn by two' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_two BEFORE UPDATE ON entente.seat_grant
  FOR EACH ROW EXECUTE FUNCTION entente.check_withdrawal();
GRANT UPDATE (withdrawal_by, withdrawal_at) ON entente.seat_grant TO entente_app;

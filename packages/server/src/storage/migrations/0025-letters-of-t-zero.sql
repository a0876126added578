-- Packages that open without a conductor, the shares of their keys, what a member's node says became of a cut, and the card
-- that a node was known by before it changed its keys.

-- A package as it was brought, or as it was shared here: encrypted, and closed until enough members let it go.
CREATE TABLE entente.embargo (
  peer text NOT NULL CHECK (peer ~ '^[A-Za-z0-9_-]{43}$'),
  digest text NOT NULL CHECK (digest ~ '^[A-Za-z0-9_-]{43}$'),
  case_name text NOT NULL,
  instant timestamptz NOT NULL,
  bytes bytea NOT NULL,
  card text NOT NULL,
  taken_at timestamptz NOT NULL,
  opened_at timestamptz CHECK (opened_at >= instant),
  tried_with integer NOT NULL DEFAULT 0,
  PRIMARY KEY (peer, digest)
);
COMMENT ON COLUMN entente.embargo.peer IS 'the node whose member leads: a peer, or this node itself';
COMMENT ON COLUMN entente.embargo.card IS 'the card of that node when it was taken, by which it was verified';
COMMENT ON COLUMN entente.embargo.tried_with IS 'how many shares there were when opening was last tried and failed';

CREATE TABLE entente.embargo_share (
  peer text NOT NULL,
  embargo text NOT NULL,
  member text NOT NULL,
  sealed bytea,
  text text,
  let_go_at timestamptz,
  PRIMARY KEY (peer, embargo, member),
  FOREIGN KEY (peer, embargo) REFERENCES entente.embargo (peer, digest),
  CHECK (sealed IS NOT NULL OR text IS NOT NULL),
  CHECK ((text IS NULL) = (let_go_at IS NULL))
);
COMMENT ON COLUMN entente.embargo_share.sealed IS 'as it was given, encrypted to the node of its holder';
COMMENT ON COLUMN entente.embargo_share.text IS 'as its holder let it go; null: it has not';

-- A share is given once and let go once.
CREATE FUNCTION entente.keep_share() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.text IS NOT NULL OR (OLD.sealed IS NOT NULL AND NEW.sealed IS DISTINCT FROM OLD.sealed) THEN
    RAISE EXCEPTION 'a share is given once and let go once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER let_go_once BEFORE UPDATE ON entente.embargo_share FOR EACH ROW EXECUTE FUNCTION entente.keep_share();

-- What the node of a member says of a cut that was brought to it.
CREATE TABLE entente.cut_receipt (
  cut_id uuid NOT NULL REFERENCES entente.cut,
  stage text NOT NULL CHECK (stage IN ('delivered', 'verified')),
  seat text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (cut_id, stage)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['embargo', 'embargo_share', 'cut_receipt']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY whole_for_backup ON entente.%I FOR SELECT TO CURRENT_USER
      USING (current_setting(''entente.backup'', true) = ''whole'')', name);
  END LOOP;
  -- As letters are: under the view of one node.
  FOREACH name IN ARRAY ARRAY['embargo', 'embargo_share']
  LOOP
    EXECUTE format('CREATE POLICY of_one_node ON entente.%I TO entente_app
      USING ((SELECT current_setting(''entente.reach'', true)) = ''peer''
        AND peer = (SELECT current_setting(''entente.credential'', true)))
      WITH CHECK ((SELECT current_setting(''entente.reach'', true)) = ''peer''
        AND peer = (SELECT current_setting(''entente.credential'', true)))', name);
  END LOOP;
END $$;
-- A receipt is seen, and made, by whoever sees the cut.
CREATE POLICY receipts ON entente.cut_receipt TO entente_app
  USING (cut_id IN (SELECT c.id FROM entente.cut c)) WITH CHECK (cut_id IN (SELECT c.id FROM entente.cut c));

GRANT SELECT, INSERT ON entente.embargo, entente.embargo_share, entente.cut_receipt TO entente_app;
GRANT UPDATE (opened_at, tried_with) ON entente.embargo TO entente_app;
GRANT UPDATE (sealed, text, let_go_at) ON entente.embargo_share TO entente_app;

-- Whoever changed its keys is known by those before as well, until it has signed something with the new ones.
ALTER TABLE entente.peer ADD COLUMN card_before text;
COMMENT ON COLUMN entente.peer.card_before IS 'the card before the last change of keys, until something came that the new keys signed';
ALTER TABLE entente.peer ADD COLUMN keys_told integer NOT NULL DEFAULT 1 CHECK (keys_told >= 1);
COMMENT ON COLUMN entente.peer.keys_told IS 'the generation of this node''s own keys that the other side has confirmed: what is written to it is signed with these';
GRANT UPDATE (card, card_before, keys_told) ON entente.peer TO entente_app;

-- Keys by which other nodes know this one, after the first.
CREATE TABLE entente.peering_keys (
  number integer PRIMARY KEY CHECK (number >= 2),
  anew boolean NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL
);
COMMENT ON COLUMN entente.peering_keys.anew IS 'those before were lost or stolen: the node has another name from here on, and is paired anew';
GRANT SELECT, INSERT ON entente.peering_keys TO entente_app;

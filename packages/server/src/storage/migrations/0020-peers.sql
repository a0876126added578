-- Other nodes, and letters from and to them. A letter is kept as it was signed; what became of it is beside it.

-- A node this one knows, by the fingerprint of its card. It is listened to and written to only after a person here has
-- confirmed its fingerprint, and written to only after it has shown that a person there has confirmed this one's.
CREATE TABLE entente.peer (
  fingerprint text PRIMARY KEY CHECK (fingerprint ~ '^[A-Za-z0-9_-]{43}$'),
  member text NOT NULL,
  card text NOT NULL,
  address text,
  -- Whether a person here wrote the address; otherwise the other side did, on its card.
  address_ours boolean NOT NULL DEFAULT false,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  paired_at timestamptz,
  paired_by text,
  answered_at timestamptz,
  heard_at timestamptz,
  ended_at timestamptz,
  stopped_at timestamptz,
  stopped_code text,
  stopped_said text,
  written integer NOT NULL DEFAULT 0 CHECK (written >= 0),
  acknowledged integer NOT NULL DEFAULT 0 CHECK (acknowledged BETWEEN 0 AND written),
  taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
  told integer NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND taken),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  trouble_at timestamptz,
  trouble_code text,
  trouble_said text,
  CHECK ((paired_at IS NULL) = (paired_by IS NULL)),
  CHECK (answered_at IS NULL OR paired_at IS NOT NULL),
  CHECK ((stopped_at IS NULL) = (stopped_code IS NULL)),
  CHECK ((trouble_at IS NULL) = (trouble_code IS NULL))
);
COMMENT ON COLUMN entente.peer.answered_at IS 'when it first wrote something signed, which it does only after a person there has paired it with this node';
COMMENT ON COLUMN entente.peer.taken IS 'up to which number its letters were taken, without a gap';
COMMENT ON COLUMN entente.peer.told IS 'up to which number it was told that they were taken';
COMMENT ON COLUMN entente.peer.stopped_at IS 'it told two histories: nothing more is taken until persons have looked';
-- A member speaks from one node at a time.
CREATE UNIQUE INDEX peer_of_member ON entente.peer (member) WHERE paired_at IS NOT NULL AND ended_at IS NULL;

-- Numbers used once in signed requests, until the requests are too old to be taken anyway.
CREATE TABLE entente.peer_nonce (
  peer text NOT NULL REFERENCES entente.peer,
  nonce text NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (peer, nonce)
);
CREATE INDEX peer_nonce_until ON entente.peer_nonce (until);

CREATE TABLE entente.letter_out (
  peer text NOT NULL REFERENCES entente.peer,
  number integer NOT NULL CHECK (number >= 1),
  subject text NOT NULL,
  case_name text,
  kind text NOT NULL,
  letter text NOT NULL,
  digest text NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (peer, number),
  UNIQUE (peer, subject)
);
COMMENT ON COLUMN entente.letter_out.subject IS 'what it says, named so that it is said once';

CREATE TABLE entente.letter_in (
  peer text NOT NULL REFERENCES entente.peer,
  number integer NOT NULL CHECK (number >= 1),
  case_name text,
  kind text NOT NULL,
  letter text NOT NULL,
  digest text NOT NULL,
  before text,
  received_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'taken', 'refused')),
  outcome jsonb,
  ended_at timestamptz,
  PRIMARY KEY (peer, number),
  CHECK ((state = 'held') = (ended_at IS NULL))
);
CREATE INDEX letter_in_case ON entente.letter_in (peer, case_name);
COMMENT ON COLUMN entente.letter_in.state IS 'held until all before it were taken; then taken, with its effect in the same transaction, or refused';

-- What letters enclose, once for each node it came from or goes to.
CREATE TABLE entente.letter_file (
  peer text NOT NULL REFERENCES entente.peer,
  digest text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (peer, digest)
);

-- What went wrong on either side, one sentence each.
CREATE TABLE entente.letter_trouble (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  peer text NOT NULL REFERENCES entente.peer,
  case_name text,
  code text NOT NULL,
  said text NOT NULL,
  side text NOT NULL CHECK (side IN ('here', 'there')),
  at timestamptz NOT NULL
);

-- A letter that was taken or refused stays so, and its words never change.
CREATE FUNCTION entente.keep_ended_letter() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state <> 'held' THEN
    RAISE EXCEPTION 'a letter that was taken or refused stays so' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ends_once BEFORE UPDATE ON entente.letter_in FOR EACH ROW EXECUTE FUNCTION entente.keep_ended_letter();

-- Who works with letters of one node sees those of no other, whatever is asked.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['letter_out', 'letter_in', 'letter_file', 'letter_trouble']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY of_one_node ON entente.%I TO entente_app
      USING ((SELECT current_setting(''entente.reach'', true)) = ''peer''
        AND peer = (SELECT current_setting(''entente.credential'', true)))
      WITH CHECK ((SELECT current_setting(''entente.reach'', true)) = ''peer''
        AND peer = (SELECT current_setting(''entente.credential'', true)))', name);
    EXECUTE format('CREATE POLICY whole_for_backup ON entente.%I FOR SELECT TO CURRENT_USER
      USING (current_setting(''entente.backup'', true) = ''whole'')', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON entente.peer, entente.letter_out, entente.letter_in, entente.letter_file, entente.letter_trouble
  TO entente_app;
GRANT UPDATE (address, address_ours, paired_at, paired_by, answered_at, heard_at, ended_at, stopped_at, stopped_code, stopped_said, written,
  acknowledged, taken, told, tries, next_try_at, trouble_at, trouble_code, trouble_said) ON entente.peer TO entente_app;
GRANT UPDATE (state, outcome, ended_at) ON entente.letter_in TO entente_app;
GRANT SELECT, INSERT, DELETE ON entente.peer_nonce TO entente_app;

-- What a node signs letters with and opens them with is made when it is set up, as its other keys are.
ALTER TABLE entente.first_key DROP CONSTRAINT first_key_purpose_check;
ALTER TABLE entente.first_key ADD CONSTRAINT first_key_purpose_check
  CHECK (purpose IN ('ledger', 'witness', 'files', 'issuer', 'authority', 'resolver', 'peer'));

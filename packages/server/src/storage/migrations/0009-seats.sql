-- Persons, the seats they were given, and what they come in with: sessions, tokens and certificates of machines, invitations.
-- Secrets are never here, only their digests. Whatever ends stays ended, and what "stands" means is said once, in the views
-- at the end, on this server's clock. The journal of the node is only ever added to.

CREATE TABLE entente.person (
  id uuid PRIMARY KEY,
  member text NOT NULL CHECK (member ~ '^[A-Z][A-Z0-9-]{0,31}$'),
  name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' AND length(name) <= 64),
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL,
  UNIQUE (member, name),
  UNIQUE (id, member, name)
);
COMMENT ON COLUMN entente.person.made_by IS 'a seat; or "node", for who came in by the first link';

CREATE TABLE entente.seat_grant (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  member text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('drafter', 'release-authority', 'desk', 'publisher', 'auditor', 'administrator')),
  cases uuid[],
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_by text,
  withdrawn_at timestamptz,
  UNIQUE (id, person_id, member),
  FOREIGN KEY (person_id, member, name) REFERENCES entente.person (id, member, name),
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
  -- Nobody grants to himself; and who is of another member gives no more than the administrator's seat.
  CHECK (granted_by = 'node' OR (split_part(granted_by, '/', 2) = 'administrator'
    AND (split_part(granted_by, '/', 1) = member OR role = 'administrator')
    AND (split_part(granted_by, '/', 1), split_part(granted_by, '/', 3)) <> (member, name)))
);
COMMENT ON COLUMN entente.seat_grant.cases IS 'null: every case of the member; otherwise these alone';
CREATE UNIQUE INDEX one_seat_stands ON entente.seat_grant (person_id, role) WHERE withdrawn_at IS NULL;

CREATE TABLE entente.session (
  id uuid PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE,
  person_id uuid NOT NULL,
  member text NOT NULL,
  grant_id uuid NOT NULL,
  signed_in_with text NOT NULL CHECK (signed_in_with IN ('passkey', 'single-sign-on')),
  opened_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz NOT NULL DEFAULT now(),
  idle_seconds integer NOT NULL CHECK (idle_seconds > 0),
  expires_at timestamptz NOT NULL,
  ended_by text,
  ended_at timestamptz,
  FOREIGN KEY (grant_id, person_id, member) REFERENCES entente.seat_grant (id, person_id, member),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
COMMENT ON COLUMN entente.session.secret_hash IS 'base64url SHA-256 of 256 random bits, which only the browser has';
CREATE INDEX session_of_person ON entente.session (person_id) WHERE ended_at IS NULL;

CREATE TABLE entente.machine_credential (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('token', 'certificate')),
  digest text NOT NULL CHECK (length(digest) = 43),
  person_id uuid NOT NULL,
  member text NOT NULL,
  grant_id uuid NOT NULL,
  label text NOT NULL CHECK (label <> ''),
  scopes text[],
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  UNIQUE (kind, digest),
  FOREIGN KEY (grant_id, person_id, member) REFERENCES entente.seat_grant (id, person_id, member),
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL)),
  CHECK (cardinality(scopes) > 0)
);
COMMENT ON COLUMN entente.machine_credential.digest IS 'base64url SHA-256: of a token''s secret, or of the public key of a certificate';
COMMENT ON COLUMN entente.machine_credential.person_id IS 'who answers for the machine';
COMMENT ON COLUMN entente.machine_credential.scopes IS 'ids of the routes it may call; null: all its seat may';
CREATE INDEX machine_credential_of_person ON entente.machine_credential (person_id) WHERE revoked_at IS NULL;

-- A way in for one person, once: by a code that one person reads to another, or by the first link. Made, accepted by who has
-- the code, confirmed by who gave it (with the check code that is read back), completed when the person can sign in.
CREATE TABLE entente.invitation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('first', 'seat', 'recovery')),
  member text NOT NULL,
  name text,
  role text CHECK (role IN ('drafter', 'release-authority', 'desk', 'publisher', 'auditor', 'administrator')),
  cases uuid[],
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  second_by text,
  locator text UNIQUE,
  code_hash text,
  tries_left integer NOT NULL CHECK (tries_left >= 0),
  accepted_at timestamptz,
  acceptance_hash text UNIQUE,
  check_hash text,
  checks_left integer NOT NULL CHECK (checks_left >= 0),
  confirmed_by text,
  confirmed_at timestamptz,
  completed_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  CHECK (made_by = 'node' OR kind <> 'first'),
  CHECK (made_by <> 'node' OR kind <> 'seat'),
  CHECK (name IS NOT NULL OR kind = 'first'),
  CHECK ((kind = 'recovery') = (role IS NULL)),
  CHECK (kind <> 'seat' OR (split_part(made_by, '/', 2) = 'administrator'
    AND (split_part(made_by, '/', 1) = member OR role = 'administrator')
    AND (split_part(made_by, '/', 1), split_part(made_by, '/', 3)) <> (member, name))),
  CHECK (second_by IS NULL OR kind = 'recovery'),
  -- A recovery has no code before a second administrator said so.
  CHECK (kind <> 'recovery' OR (locator IS NULL) = (second_by IS NULL)),
  CHECK ((locator IS NULL) = (code_hash IS NULL)),
  CHECK ((accepted_at IS NULL) = (acceptance_hash IS NULL) AND (accepted_at IS NULL OR code_hash IS NOT NULL)),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL) AND (confirmed_at IS NULL OR accepted_at IS NOT NULL)),
  CHECK (completed_at IS NULL OR confirmed_at IS NOT NULL)
);
COMMENT ON COLUMN entente.invitation.name IS 'who comes in by the first link says its name when it accepts';
COMMENT ON COLUMN entente.invitation.locator IS 'the first part of the code, by which the row is found; not a secret';
COMMENT ON COLUMN entente.invitation.code_hash IS 'scrypt of the rest, salted with the id';
COMMENT ON COLUMN entente.invitation.acceptance_hash IS 'base64url SHA-256 of what the accepting browser holds until it is done';

CREATE TABLE entente.node_journal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  member text NOT NULL,
  by_member text,
  seat text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL
);
COMMENT ON TABLE entente.node_journal IS 'sign-ins, seats, tokens and what ended them; the id is for order alone and shown to nobody';
COMMENT ON COLUMN entente.node_journal.member IS 'whose person or seat it is about';
CREATE INDEX node_journal_of_member ON entente.node_journal (member, id);
CREATE INDEX node_journal_by_member ON entente.node_journal (by_member, id);

-- Once is for good.

CREATE FUNCTION entente.refuse_revival() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF before -> name <> 'null' AND before -> name IS DISTINCT FROM after -> name THEN
      RAISE EXCEPTION 'what has ended stays ended' USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON entente.seat_grant
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_revival('withdrawn_at', 'withdrawn_by');
CREATE TRIGGER once BEFORE UPDATE ON entente.session
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_revival('ended_at', 'ended_by');
CREATE TRIGGER once BEFORE UPDATE ON entente.machine_credential
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_revival('revoked_at', 'revoked_by');
CREATE TRIGGER once BEFORE UPDATE ON entente.invitation
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_revival('second_by', 'locator', 'code_hash', 'accepted_at', 'acceptance_hash',
    'check_hash', 'confirmed_at', 'confirmed_by', 'completed_at', 'withdrawn_at', 'withdrawn_by');
CREATE FUNCTION entente.refuse_more_tries() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.tries_left > OLD.tries_left OR NEW.checks_left > OLD.checks_left THEN
    RAISE EXCEPTION 'tries only become fewer' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fewer BEFORE UPDATE ON entente.invitation
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_more_tries();

-- Two persons, with names in seats. A seat that has a name is its person's and nobody says another; an office without one
-- goes by what was said of it.

ALTER TABLE entente.seat_holder ADD CHECK (split_part(seat, '/', 3) = '');
CREATE OR REPLACE FUNCTION entente.person_of(of_case uuid, of_seat text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN split_part(of_seat, '/', 3) <> '' THEN split_part(of_seat, '/', 1) || ':' || split_part(of_seat, '/', 3)
    ELSE coalesce((SELECT h.person FROM entente.seat_holder h WHERE h.case_id = of_case AND h.seat = of_seat), of_seat) END
$$;
-- Whether a seat is one of the lead's with this role, with or without a name.
CREATE FUNCTION entente.is_lead_seat(of_case uuid, seat text, role text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM entente.case_file c WHERE c.id = of_case AND split_part(seat, '/', 1) = c.lead)
    AND split_part(seat, '/', 2) = role
    AND (seat = split_part(seat, '/', 1) || '/' || role
      OR seat ~ '^[A-Z][A-Z0-9-]*/[a-z-]+/[a-z][a-z0-9]*([.-][a-z0-9]+)*$')
$$;
CREATE OR REPLACE FUNCTION entente.require_second_person(of_case uuid, approver text, others text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seat text;
BEGIN
  IF entente.is_lead_seat(of_case, approver, 'release-authority') IS NOT TRUE THEN
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
CREATE OR REPLACE FUNCTION entente.check_notice() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF entente.is_lead_seat(NEW.case_id, NEW.signed_by, 'release-authority') IS NOT TRUE OR NOT EXISTS (
    SELECT FROM entente.release_issue i
    WHERE i.case_id = NEW.case_id AND i.release_id = NEW.release_id AND i.name = NEW.release_name
  ) THEN
    RAISE EXCEPTION 'a notice is of an issued release, by the lead''s release authority' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Who asks for rows about people. reach `people`: those who look after a member's people, for that member; `self`: a person,
-- for its own; `credential`: whoever has a credential in hand, for the rows it opens, which its digest names.

CREATE FUNCTION entente.asking_people() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('entente.reach', true) = 'people'
    THEN nullif(current_setting('entente.member', true), '') END
$$;
CREATE FUNCTION entente.asking_person() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('entente.reach', true) = 'self'
      AND current_setting('entente.person', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN current_setting('entente.person', true)::uuid END
$$;
CREATE FUNCTION entente.asking_credential() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('entente.reach', true) = 'credential'
    THEN nullif(current_setting('entente.credential', true), '') END
$$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['person', 'seat_grant', 'session', 'machine_credential', 'invitation', 'node_journal'] LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['person', 'seat_grant', 'session', 'machine_credential', 'invitation'] LOOP
    EXECUTE format('CREATE POLICY people ON entente.%I TO entente_app USING (member = (SELECT entente.asking_people()))
      WITH CHECK (member = (SELECT entente.asking_people()))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['session', 'machine_credential'] LOOP
    EXECUTE format('CREATE POLICY self ON entente.%I TO entente_app USING (person_id = (SELECT entente.asking_person()))
      WITH CHECK (person_id = (SELECT entente.asking_person()))', name);
  END LOOP;
END $$;
CREATE POLICY self ON entente.person FOR SELECT TO entente_app USING (id = (SELECT entente.asking_person()));
CREATE POLICY self ON entente.seat_grant FOR SELECT TO entente_app USING (person_id = (SELECT entente.asking_person()));
CREATE POLICY in_hand ON entente.session FOR SELECT TO entente_app USING (secret_hash = (SELECT entente.asking_credential()));
CREATE POLICY in_hand ON entente.machine_credential FOR SELECT TO entente_app
  USING (digest = (SELECT entente.asking_credential()));
CREATE POLICY in_hand ON entente.invitation FOR SELECT TO entente_app
  USING ((SELECT entente.asking_credential()) IN (locator, acceptance_hash));
CREATE POLICY in_hand_accepts ON entente.invitation FOR UPDATE TO entente_app
  USING ((SELECT entente.asking_credential()) IN (locator, acceptance_hash))
  WITH CHECK ((SELECT entente.asking_credential()) IN (locator, acceptance_hash));
-- Who made an invitation for another member goes on seeing it; not the persons it leads to.
CREATE POLICY made ON entente.invitation FOR SELECT TO entente_app
  USING (split_part(made_by, '/', 1) = (SELECT entente.asking_people()));
CREATE POLICY in_hand ON entente.seat_grant FOR SELECT TO entente_app
  USING ((SELECT entente.asking_credential()) IS NOT NULL AND id IN (
    SELECT s.grant_id FROM entente.session s UNION ALL SELECT m.grant_id FROM entente.machine_credential m));
-- Everyone's acts are journaled; each member reads what is about its people, and what its people did.
CREATE POLICY written ON entente.node_journal FOR INSERT TO entente_app WITH CHECK (true);
CREATE POLICY people ON entente.node_journal FOR SELECT TO entente_app
  USING ((SELECT entente.asking_people()) IN (member, by_member));
-- The acts of a member's people in cases, for those who look after them.
CREATE POLICY people ON entente.journal FOR SELECT TO entente_app
  USING (split_part(seat, '/', 1) = (SELECT entente.asking_people()));
CREATE INDEX journal_of_member ON entente.journal (split_part(seat, '/', 1), id);

GRANT SELECT, INSERT ON entente.person, entente.seat_grant, entente.session, entente.machine_credential, entente.invitation,
  entente.node_journal TO entente_app;
GRANT UPDATE (withdrawn_by, withdrawn_at) ON entente.seat_grant TO entente_app;
GRANT UPDATE (used_at, grant_id, ended_by, ended_at) ON entente.session TO entente_app;
GRANT UPDATE (used_at, revoked_by, revoked_at) ON entente.machine_credential TO entente_app;
GRANT UPDATE (second_by, locator, code_hash, expires_at, tries_left, accepted_at, acceptance_hash, name, check_hash, checks_left,
  confirmed_by, confirmed_at, completed_at, withdrawn_by, withdrawn_at) ON entente.invitation TO entente_app;

-- What stands. Whoever asks sees through these what it would see in the tables.

CREATE VIEW entente.standing_grant WITH (security_invoker = true) AS
  SELECT g.id, g.person_id, g.member, g.name, g.role, g.cases, g.granted_by, g.granted_at
  FROM entente.seat_grant g WHERE g.withdrawn_at IS NULL;
CREATE VIEW entente.standing_session WITH (security_invoker = true) AS
  SELECT s.id, s.secret_hash, s.person_id, s.member, s.grant_id, s.signed_in_with, s.opened_at, s.used_at, s.expires_at,
    -- Noted once in a while, so that reading does not write each time.
    now() - s.used_at > make_interval(secs => least(60, s.idle_seconds / 10.0)) AS use_to_be_noted
  FROM entente.session s
  WHERE s.ended_at IS NULL AND now() < s.expires_at AND now() < s.used_at + make_interval(secs => s.idle_seconds);
CREATE VIEW entente.standing_machine WITH (security_invoker = true) AS
  SELECT m.id, m.kind, m.digest, m.person_id, m.member, m.grant_id, m.label, m.scopes, m.made_at, m.expires_at, m.used_at,
    m.used_at IS NULL OR now() - m.used_at > interval '1 minute' AS use_to_be_noted
  FROM entente.machine_credential m WHERE m.revoked_at IS NULL AND now() < m.expires_at;
CREATE VIEW entente.open_invitation WITH (security_invoker = true) AS
  SELECT i.* FROM entente.invitation i
  WHERE i.withdrawn_at IS NULL AND i.completed_at IS NULL AND now() < i.expires_at;
GRANT SELECT ON entente.standing_grant, entente.standing_session, entente.standing_machine, entente.open_invitation TO entente_app;

-- Signing in: what a person proves themselves with, and the short-lived state between a question to a browser and its
-- answer. Of every secret that is handed out only the SHA-256 is here, so that a copy of the database opens nothing.

CREATE TABLE entente.passkey (
  credential text PRIMARY KEY,
  handle text NOT NULL UNIQUE,
  person uuid NOT NULL REFERENCES entente.person,
  public_key bytea NOT NULL,
  counter bigint NOT NULL CHECK (counter >= 0),
  device_bound boolean NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  made_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);
COMMENT ON TABLE entente.passkey IS 'public keys of passkeys; the private ones never leave the person''s device';
COMMENT ON COLUMN entente.passkey.handle IS '32 random bytes, base64url, by which the device knows it';
COMMENT ON COLUMN entente.passkey.counter IS 'signatures the device says it has made; one that does not grow betrays a copy';
COMMENT ON COLUMN entente.passkey.device_bound IS 'the private key cannot be copied to another device';
CREATE INDEX passkey_of_person ON entente.passkey (person);
GRANT SELECT, INSERT, DELETE ON entente.passkey TO entente_app;
GRANT UPDATE (counter, used_at) ON entente.passkey TO entente_app;

CREATE TABLE entente.outside_identity (
  digest text PRIMARY KEY,
  issuer text NOT NULL,
  subject text NOT NULL,
  person uuid NOT NULL REFERENCES entente.person,
  bound_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issuer, subject)
);
COMMENT ON TABLE entente.outside_identity IS 'who a provider''s subject is; written once, with the invitation, and never by an address or a name';
COMMENT ON COLUMN entente.outside_identity.digest IS 'base64url SHA-256 of the canonical JSON [issuer, subject]: what the row is found by';
CREATE INDEX outside_identity_of_person ON entente.outside_identity (person);
GRANT SELECT, INSERT, DELETE ON entente.outside_identity TO entente_app;

CREATE TABLE entente.ceremony (
  digest text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('sign-in', 'passkey', 'outside')),
  about jsonb NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE entente.ceremony IS 'a question that waits for its answer; taken away by the first answer, right or wrong';
CREATE INDEX ceremony_by_end ON entente.ceremony (expires_at);
GRANT SELECT, INSERT, DELETE ON entente.ceremony TO entente_app;
-- Nothing is ever changed; it lets a row that is over be locked while it is taken away, so that two who do so do not collide.
GRANT UPDATE (expires_at) ON entente.ceremony TO entente_app;

CREATE TABLE entente.step_up (
  digest text PRIMARY KEY,
  session uuid NOT NULL REFERENCES entente.session,
  person uuid NOT NULL REFERENCES entente.person,
  request text NOT NULL,
  statement jsonb NOT NULL,
  nonce text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  signed_at timestamptz,
  credential text,
  signature jsonb,
  used_at timestamptz,
  CHECK ((signed_at IS NULL) = (signature IS NULL) AND (signed_at IS NULL) = (credential IS NULL)),
  CHECK (used_at IS NULL OR signed_at IS NOT NULL)
);
COMMENT ON TABLE entente.step_up IS 'one act, shown in words and signed with a passkey; kept with its signature once the act was done';
COMMENT ON COLUMN entente.step_up.request IS 'SHA-256 of the canonical JSON of route, params, body and session';
CREATE INDEX step_up_by_end ON entente.step_up (expires_at) WHERE used_at IS NULL;
GRANT SELECT, INSERT, DELETE ON entente.step_up TO entente_app;
GRANT UPDATE (signed_at, credential, signature, used_at) ON entente.step_up TO entente_app;
CREATE INDEX step_up_of_person ON entente.step_up (person);

-- What was signed and used is evidence: nobody takes it back or signs it anew.
CREATE FUNCTION entente.keep_used_step_up() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.used_at IS NOT NULL THEN
    RAISE EXCEPTION 'a step-up that was used stays as it is' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.signed_at IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature THEN
    RAISE EXCEPTION 'a step-up is signed once' USING ERRCODE = '42501';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_used BEFORE UPDATE OR DELETE ON entente.step_up
  FOR EACH ROW EXECUTE FUNCTION entente.keep_used_step_up();

-- A person reaches their own; and what a browser or a provider shows finds its one row. A question that waits is under no
-- row security: it is found by a digest, and says nothing of a case.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['passkey', 'outside_identity', 'step_up'] LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY self ON entente.%I TO entente_app USING (person = (SELECT entente.asking_person()))
      WITH CHECK (person = (SELECT entente.asking_person()))', name);
  END LOOP;
END $$;
CREATE POLICY in_hand ON entente.passkey FOR SELECT TO entente_app USING (credential = (SELECT entente.asking_credential()));
CREATE POLICY in_hand ON entente.outside_identity FOR SELECT TO entente_app USING (digest = (SELECT entente.asking_credential()));

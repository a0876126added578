-- Several credentials at once: those who ask at the same time are looked up in one statement. Each row still opens to its own
-- digest alone; the setting now holds one or several of them, with spaces between, which no digest has.

CREATE FUNCTION entente.asking_credentials() RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('entente.reach', true) = 'credential'
    THEN string_to_array(nullif(current_setting('entente.credential', true), ''), ' ') END
$$;

DROP POLICY in_hand ON entente.session;
DROP POLICY in_hand ON entente.machine_credential;
CREATE POLICY in_hand ON entente.session FOR SELECT TO entente_app
  USING (secret_hash = ANY ((SELECT entente.asking_credentials())::text[]));
CREATE POLICY in_hand ON entente.machine_credential FOR SELECT TO entente_app
  USING (digest = ANY ((SELECT entente.asking_credentials())::text[]));

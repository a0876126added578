-- TAXII: what was released, as objects in lists that machines read page by page, and what machines bring. An object is kept
-- as the text it is sent as, so that a page is put together and not written.

CREATE TABLE entente.taxii_list (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  box text NOT NULL CHECK (box IN ('cuts', 'inbox')),
  member text NOT NULL,
  last_added bigint NOT NULL,
  PRIMARY KEY (case_id, box, member)
);
COMMENT ON TABLE entente.taxii_list IS 'one list for what a member was given, one for what it brings';
COMMENT ON COLUMN entente.taxii_list.last_added IS 'the last microsecond that was given out: who adds holds this row until its commit, so none comes later with an earlier one';

CREATE TABLE entente.taxii_object (
  case_id uuid NOT NULL,
  box text NOT NULL,
  member text NOT NULL,
  added bigint NOT NULL,
  object_id text NOT NULL,
  type text NOT NULL,
  spec_version text NOT NULL,
  version text NOT NULL,
  version_at bigint NOT NULL,
  newest boolean NOT NULL DEFAULT true,
  oldest boolean NOT NULL DEFAULT true,
  current boolean NOT NULL DEFAULT true,
  object text NOT NULL,
  brought_by text NOT NULL,
  cut_id uuid REFERENCES entente.cut,
  removed_at timestamptz,
  removed_by text,
  PRIMARY KEY (case_id, box, member, added),
  FOREIGN KEY (case_id, box, member) REFERENCES entente.taxii_list,
  CHECK ((box = 'cuts') = (cut_id IS NOT NULL)),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
COMMENT ON COLUMN entente.taxii_object.added IS 'microseconds since 1970, of which each object of a list has its own';
COMMENT ON COLUMN entente.taxii_object.newest IS 'of its id and specification; as oldest is, among those that are not removed';
COMMENT ON COLUMN entente.taxii_object.current IS 'of the newest specification that its id is there in';
COMMENT ON COLUMN entente.taxii_object.removed_at IS 'when it left the list; what was brought stays';
-- Never two contents under one id and version.
CREATE UNIQUE INDEX taxii_object_version ON entente.taxii_object (case_id, box, member, object_id, spec_version, version_at)
  WHERE removed_at IS NULL;
CREATE INDEX taxii_object_page ON entente.taxii_object (case_id, box, member, added)
  WHERE newest AND current AND removed_at IS NULL;
CREATE INDEX taxii_object_of_cut ON entente.taxii_object (cut_id) WHERE cut_id IS NOT NULL;
-- A page is read as it lies there; compressed it would be opened again for every reader.
ALTER TABLE entente.taxii_object ALTER COLUMN object SET STORAGE EXTERNAL;

CREATE TABLE entente.taxii_status (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  status text NOT NULL
);
COMMENT ON TABLE entente.taxii_status IS 'what became of objects that were brought, for whoever brought them';

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['taxii_list', 'taxii_object', 'taxii_status']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
    EXECUTE format('CREATE POLICY own ON entente.%I FOR SELECT TO entente_app
      USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()))', name);
    EXECUTE format('CREATE POLICY whole_for_backup ON entente.%I FOR SELECT TO CURRENT_USER
      USING (current_setting(''entente.backup'', true) = ''whole'')', name);
  END LOOP;
  -- A member adds to what it brings, and to nothing else.
  FOREACH name IN ARRAY ARRAY['taxii_list', 'taxii_object']
  LOOP
    EXECUTE format('CREATE POLICY brings ON entente.%I FOR INSERT TO entente_app WITH CHECK (box = ''inbox''
      AND case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()))', name);
    EXECUTE format('CREATE POLICY changes ON entente.%I FOR UPDATE TO entente_app USING (box = ''inbox''
      AND case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()))', name);
  END LOOP;
END $$;
CREATE POLICY brings ON entente.taxii_status FOR INSERT TO entente_app
  WITH CHECK (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));

GRANT SELECT, INSERT ON entente.taxii_list, entente.taxii_object, entente.taxii_status TO entente_app;
GRANT UPDATE (last_added) ON entente.taxii_list TO entente_app;
GRANT UPDATE (newest, oldest, current, removed_at, removed_by) ON entente.taxii_object TO entente_app;

-- What was delivered is filed by a round of its own.
SELECT entente_queue.create_queue('filing', '{"policy": "standard", "retryLimit": 8, "retryDelay": 2, "retryBackoff": true,
  "retryDelayMax": 60, "expireInSeconds": 600, "heartbeatSeconds": 10, "deleteAfterSeconds": 86400}');

-- MISP events that members' own MISPs have pushed: evidence for the lead, as it came, and each change of one beside the one before.
CREATE TABLE entente.misp_event (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  uuid uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  changed bigint NOT NULL CHECK (changed >= 0),
  creator uuid,
  creator_name text NOT NULL,
  info text NOT NULL,
  content text NOT NULL,
  digest text NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  received_by text NOT NULL CHECK (split_part(received_by, '/', 1) = member),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, member, uuid, version)
);
COMMENT ON COLUMN entente.misp_event.member IS 'the member whose seat pushed it: nobody changes what another has sent, whatever its UUID';
COMMENT ON COLUMN entente.misp_event.changed IS 'seconds since 1970, as the event says of itself';
COMMENT ON COLUMN entente.misp_event.creator IS 'UUID of the organisation that made it, as it says; null where it does not';
COMMENT ON COLUMN entente.misp_event.content IS 'canonical JSON, without what was of the sender''s machine alone';

ALTER TABLE entente.misp_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE entente.misp_event FORCE ROW LEVEL SECURITY;
CREATE POLICY lead_reads ON entente.misp_event FOR SELECT TO entente_app USING (case_id = (SELECT entente.lead_case()));
CREATE POLICY lead_writes ON entente.misp_event FOR INSERT TO entente_app
  WITH CHECK (case_id = (SELECT entente.lead_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY own_reads ON entente.misp_event FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY own_writes ON entente.misp_event FOR INSERT TO entente_app
  WITH CHECK (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY whole_for_backup ON entente.misp_event FOR SELECT TO CURRENT_USER
  USING (current_setting('entente.backup', true) = 'whole');

GRANT SELECT, INSERT ON entente.misp_event TO entente_app;

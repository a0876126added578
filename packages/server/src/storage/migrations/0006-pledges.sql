-- Pledges: who stands behind each and how long it counts, every version, sealing, the lock, and what was resolved.

-- Only ever added to: a change is a further version, a withdrawal one without levels. What counts is a member's last.
CREATE TABLE entente.pledge_version (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  levels jsonb,
  authority text CHECK (authority IN ('desk', 'minister', 'cabinet', 'parliament')),
  valid_until timestamptz,
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL REFERENCES entente.ledger_leaf,
  PRIMARY KEY (case_id, member, number),
  CHECK (levels IS NOT NULL OR (authority IS NULL AND valid_until IS NULL))
);
COMMENT ON COLUMN entente.pledge_version.levels IS 'null: withdrawn';
COMMENT ON COLUMN entente.pledge_version.authority IS 'null with levels: from before anybody was asked who stands behind it';
COMMENT ON COLUMN entente.pledge_version.valid_until IS 'the last instant at which it counts; null: until withdrawn';

-- What a member sealed. The ciphertext is readable to the resolver's key alone and is as long as its neighbours'; the salt
-- that opens the leaf is inside it and with the member, so that nobody can try likely pledges against either. These rows
-- are their own journal: an entry in the journal of the case would tell the lead that there is something.
CREATE TABLE entente.sealed_pledge (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  member text NOT NULL,
  round integer NOT NULL CHECK (round >= 1),
  number integer NOT NULL CHECK (number >= 1),
  ciphertext bytea,
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  leaf_index bigint NOT NULL UNIQUE REFERENCES entente.ledger_leaf,
  PRIMARY KEY (case_id, member, round, number)
);
COMMENT ON COLUMN entente.sealed_pledge.round IS 'the lock it is for; when that is released, it has lapsed';
COMMENT ON COLUMN entente.sealed_pledge.ciphertext IS 'age; null: withdrawn';

ALTER TABLE entente.resolution
  ADD COLUMN final boolean NOT NULL DEFAULT false,
  ADD COLUMN leaf_index bigint REFERENCES entente.ledger_leaf,
  ADD UNIQUE (case_id, id);
COMMENT ON COLUMN entente.resolution.final IS 'made when pledges were locked; all others are trials';
ALTER TABLE entente.resolution_member
  ADD COLUMN case_id uuid,
  ADD COLUMN measures jsonb,
  ADD COLUMN authority text CHECK (authority IN ('desk', 'minister', 'cabinet', 'parliament')),
  ADD COLUMN valid_until timestamptz;
COMMENT ON COLUMN entente.resolution_member.measures IS 'of the level that holds, in a final resolution';
UPDATE entente.resolution_member m SET case_id = r.case_id FROM entente.resolution r WHERE r.id = m.resolution_id;
ALTER TABLE entente.resolution_member
  ALTER COLUMN case_id SET NOT NULL,
  ADD FOREIGN KEY (case_id, resolution_id) REFERENCES entente.resolution (case_id, id);

-- What a resolution was made from, as it may be shown: of sealed pledges the level that fired and nothing else.
CREATE TABLE entente.resolution_set (
  resolution_id uuid PRIMARY KEY REFERENCES entente.resolution,
  case_id uuid NOT NULL,
  pledges jsonb NOT NULL,
  certificate jsonb,
  FOREIGN KEY (case_id, resolution_id) REFERENCES entente.resolution (case_id, id)
);
COMMENT ON COLUMN entente.resolution_set.pledges IS 'entente-pledges/1';

-- While a lock stands no pledge changes. A release ends it and lets what was sealed lapse.
CREATE TABLE entente.pledge_lock (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  round integer NOT NULL CHECK (round >= 1),
  resolution_id uuid NOT NULL REFERENCES entente.resolution,
  locked_by text NOT NULL,
  locked_at timestamptz NOT NULL,
  released_by text,
  released_at timestamptz,
  PRIMARY KEY (case_id, round),
  CHECK ((released_by IS NULL) = (released_at IS NULL))
);
CREATE UNIQUE INDEX one_lock_stands ON entente.pledge_lock (case_id) WHERE released_at IS NULL;

-- What there was. Pledges called sealed lay open until now, were shown to the lead as such, and stay what they were: open.
-- Where T-0 was armed, its last resolution is the final one.

INSERT INTO entente.pledge_version (case_id, member, number, levels, placed_by, placed_at, leaf_index)
  SELECT case_id, member, 1, levels, placed_by, placed_at, leaf_index FROM entente.pledge;
UPDATE entente.resolution r SET final = true FROM entente.t_zero t
  WHERE t.case_id = r.case_id AND t.state IN ('armed', 'opened') AND r.id = (
    SELECT l.id FROM entente.resolution l WHERE l.case_id = r.case_id ORDER BY l.resolved_at DESC, l.id LIMIT 1);
INSERT INTO entente.pledge_lock (case_id, round, resolution_id, locked_by, locked_at)
  SELECT case_id, 1, id, resolved_by, resolved_at FROM entente.resolution WHERE final;
UPDATE entente.resolution_member m SET measures = p.levels -> (m.level - 1) -> 'measures'
  FROM entente.pledge p, entente.resolution r
  WHERE r.final AND r.id = m.resolution_id AND p.case_id = m.case_id AND p.member = m.member AND m.level > 0;
INSERT INTO entente.resolution_set (resolution_id, case_id, pledges)
  SELECT r.id, r.case_id, jsonb_build_object(
    'format', 'entente-pledges/1',
    'groups', (SELECT coalesce(jsonb_object_agg(g.code, g.members), '{}') FROM (
      SELECT b.code, jsonb_agg(b.member ORDER BY b.member) AS members FROM entente.group_member b
      WHERE b.case_id = r.case_id GROUP BY b.code) g),
    'weights', (SELECT coalesce(jsonb_object_agg(w.name, w.members), '{}') FROM (
      SELECT e.key AS name, jsonb_object_agg(m.value ->> 'id', e.value) AS members
      FROM jsonb_array_elements(c.community -> 'members') m CROSS JOIN LATERAL jsonb_each(m.value -> 'weights') e
      GROUP BY e.key) w),
    'pledges', (SELECT coalesce(jsonb_agg(jsonb_build_object('member', p.member, 'levels', p.levels) ORDER BY p.member), '[]')
      FROM entente.pledge p WHERE p.case_id = r.case_id))
  FROM entente.resolution r JOIN entente.case_file c ON c.id = r.case_id WHERE r.final;
DROP TABLE entente.pledge;

-- The case whose sealed pledges are being opened: by its lead, in the one transaction that locks pledges.
CREATE FUNCTION entente.resolver_case() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id FROM entente.case_file c
  WHERE c.id = entente.asked_case() AND c.lead = entente.asking_member()
    AND current_setting('entente.reach', true) = 'resolver'
$$;

-- The second of two refusals: while a lock stands, nothing is added for anybody.
CREATE FUNCTION entente.refuse_locked_pledges() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM entente.pledge_lock l WHERE l.case_id = NEW.case_id AND l.released_at IS NULL) THEN
    RAISE EXCEPTION 'pledges are locked' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER while_open BEFORE INSERT ON entente.pledge_version
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_locked_pledges();
CREATE TRIGGER while_open BEFORE INSERT ON entente.sealed_pledge
  FOR EACH ROW EXECUTE FUNCTION entente.refuse_locked_pledges();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pledge_version', 'sealed_pledge', 'pledge_lock', 'resolution', 'resolution_member',
    'resolution_set']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['pledge_lock', 'resolution', 'resolution_member', 'resolution_set']
  LOOP
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
  END LOOP;
END $$;

-- Open pledges: the lead sees all, a member its own. Nobody pledges for another, the lead included.
CREATE POLICY lead_reads ON entente.pledge_version FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.lead_case()));
CREATE POLICY own_reads ON entente.pledge_version FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND member = (SELECT entente.asking_member()));
CREATE POLICY own_writes ON entente.pledge_version FOR INSERT TO entente_app
  WITH CHECK (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
    AND member = (SELECT entente.asking_member()));
-- Sealed ones: a member its own, and the resolver. Not the lead.
CREATE POLICY own_reads ON entente.sealed_pledge FOR SELECT TO entente_app
  USING (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
    AND member = (SELECT entente.asking_member()));
CREATE POLICY own_writes ON entente.sealed_pledge FOR INSERT TO entente_app
  WITH CHECK (case_id IN ((SELECT entente.own_case()), (SELECT entente.lead_case()))
    AND member = (SELECT entente.asking_member()));
CREATE POLICY resolver_reads ON entente.sealed_pledge FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.resolver_case()));
-- That pledges are locked is known to whoever could change one.
CREATE POLICY own_reads ON entente.pledge_lock FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()));

GRANT SELECT, INSERT ON entente.pledge_version, entente.sealed_pledge, entente.pledge_lock, entente.resolution_set
  TO entente_app;
GRANT UPDATE (released_by, released_at) ON entente.pledge_lock TO entente_app;

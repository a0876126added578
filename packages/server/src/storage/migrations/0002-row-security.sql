-- Row security: the database decides by itself who may see a labelled row, beside the program and after it. The decision
-- is docs/decisions/0007-row-level-security.md. What it decides with, all of it per case: the community (policies with
-- their levels and caveats, members with what they hold, groups, equivalences), the markings in use, and what was
-- released. Whoever asks says so by three settings of the transaction: entente.case, entente.member, entente.reach.
-- Unset, empty or unknown is nobody.

-- The community of a case, written once, in the transaction that writes its first row.

CREATE TABLE entente.community (
  case_id uuid PRIMARY KEY REFERENCES entente.case_file
);

CREATE TABLE entente.policy_level (
  case_id uuid NOT NULL REFERENCES entente.community,
  policy text NOT NULL,
  level text NOT NULL,
  rank integer NOT NULL CHECK (rank >= 0),
  unlisted text[],
  PRIMARY KEY (case_id, policy, level),
  UNIQUE (case_id, policy, rank)
);
COMMENT ON COLUMN entente.policy_level.rank IS 'from 0, the lowest';
COMMENT ON COLUMN entente.policy_level.unlisted IS 'who may see the level without a releasable-to list: null everyone cleared, otherwise these codes';

CREATE TABLE entente.policy_caveat (
  case_id uuid NOT NULL REFERENCES entente.community,
  policy text NOT NULL,
  caveat text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('restrictive', 'permissive', 'informative')),
  PRIMARY KEY (case_id, policy, caveat)
);

CREATE TABLE entente.member (
  case_id uuid NOT NULL REFERENCES entente.community,
  member text NOT NULL,
  PRIMARY KEY (case_id, member)
);

CREATE TABLE entente.member_group (
  case_id uuid NOT NULL REFERENCES entente.community,
  code text NOT NULL,
  PRIMARY KEY (case_id, code)
);

CREATE TABLE entente.group_member (
  case_id uuid NOT NULL,
  code text NOT NULL,
  member text NOT NULL,
  PRIMARY KEY (case_id, code, member),
  FOREIGN KEY (case_id, code) REFERENCES entente.member_group,
  FOREIGN KEY (case_id, member) REFERENCES entente.member
);

CREATE TABLE entente.clearance (
  case_id uuid NOT NULL,
  member text NOT NULL,
  policy text NOT NULL,
  up_to text NOT NULL,
  PRIMARY KEY (case_id, member, policy),
  FOREIGN KEY (case_id, member) REFERENCES entente.member,
  FOREIGN KEY (case_id, policy, up_to) REFERENCES entente.policy_level
);

CREATE TABLE entente.caveat_held (
  case_id uuid NOT NULL,
  member text NOT NULL,
  policy text NOT NULL,
  caveat text NOT NULL,
  PRIMARY KEY (case_id, member, policy, caveat),
  FOREIGN KEY (case_id, member, policy) REFERENCES entente.clearance,
  FOREIGN KEY (case_id, policy, caveat) REFERENCES entente.policy_caveat
);

CREATE TABLE entente.equivalence (
  case_id uuid NOT NULL,
  held_policy text NOT NULL,
  held_level text NOT NULL,
  reads_policy text NOT NULL,
  reads_level text NOT NULL,
  PRIMARY KEY (case_id, held_policy, held_level, reads_policy, reads_level),
  FOREIGN KEY (case_id, held_policy, held_level) REFERENCES entente.policy_level,
  FOREIGN KEY (case_id, reads_policy, reads_level) REFERENCES entente.policy_level
);

-- A clearance that is added later would open what is stored already.
CREATE FUNCTION entente.refuse_late_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added a WHERE NOT EXISTS (
      SELECT FROM entente.community c WHERE c.case_id = a.case_id AND c.xmin = pg_current_xact_id()::xid)
  ) THEN
    RAISE EXCEPTION 'the community of a case is written once, in one transaction' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['policy_level', 'policy_caveat', 'member', 'member_group', 'group_member', 'clearance',
    'caveat_held', 'equivalence']
  LOOP
    EXECUTE format('CREATE TRIGGER written_once AFTER INSERT ON entente.%I REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION entente.refuse_late_rows()', name);
  END LOOP;
END $$;

-- The markings in use, each once per case.

CREATE TABLE entente.marking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES entente.case_file,
  digest text NOT NULL,
  terms integer NOT NULL CHECK (terms >= 0),
  UNIQUE (case_id, digest),
  UNIQUE (case_id, id)
);
COMMENT ON COLUMN entente.marking.digest IS 'base64url SHA-256 of the marking as canonical JSON';
COMMENT ON COLUMN entente.marking.terms IS 'how many terms there must be: a marking of which one is missing is nobody''s';

CREATE TABLE entente.marking_term (
  marking_id bigint NOT NULL REFERENCES entente.marking,
  ordinal integer NOT NULL,
  policy text NOT NULL,
  level text NOT NULL,
  caveats text[] NOT NULL,
  one_of jsonb NOT NULL CHECK (jsonb_typeof(one_of) = 'array'),
  releasable_to jsonb NOT NULL CHECK (jsonb_typeof(releasable_to) = 'array'),
  PRIMARY KEY (marking_id, ordinal)
);

-- Documents have versions; a version has portions, each with the marking that decides who sees the row.

ALTER TABLE entente.document ADD UNIQUE (case_id, id);

CREATE TABLE entente.original (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  document_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL CHECK (size = octet_length(bytes)),
  sha256 text NOT NULL CHECK (sha256 = encode(sha256(bytes), 'hex')),
  bytes bytea NOT NULL,
  received_at timestamptz NOT NULL,
  received_by text NOT NULL,
  UNIQUE (document_id, id),
  FOREIGN KEY (case_id, document_id) REFERENCES entente.document (case_id, id)
);
COMMENT ON TABLE entente.original IS 'files as they were received, byte for byte';

CREATE TABLE entente.document_version (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  document_id uuid NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  title text NOT NULL,
  banner text NOT NULL,
  source text NOT NULL,
  source_digest text NOT NULL,
  original_id uuid NOT NULL,
  drafted_by text NOT NULL,
  drafted_at timestamptz NOT NULL,
  UNIQUE (document_id, number),
  UNIQUE (case_id, document_id, id),
  FOREIGN KEY (case_id, document_id) REFERENCES entente.document (case_id, id),
  FOREIGN KEY (document_id, original_id) REFERENCES entente.original (document_id, id)
);

CREATE TABLE entente.attachment (
  case_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  name text NOT NULL,
  original_id uuid NOT NULL,
  PRIMARY KEY (version_id, name),
  FOREIGN KEY (case_id, document_id, version_id) REFERENCES entente.document_version (case_id, document_id, id),
  FOREIGN KEY (document_id, original_id) REFERENCES entente.original (document_id, id)
);
COMMENT ON TABLE entente.attachment IS 'pictures a version refers to by name';

CREATE TABLE entente.custody (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid,
  original_id uuid,
  act text NOT NULL CHECK (act IN ('received', 'imported', 'versioned', 'released', 'exported')),
  seat text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (case_id, document_id) REFERENCES entente.document (case_id, id),
  FOREIGN KEY (case_id, document_id, version_id) REFERENCES entente.document_version (case_id, document_id, id),
  FOREIGN KEY (document_id, original_id) REFERENCES entente.original (document_id, id)
);
COMMENT ON TABLE entente.custody IS 'who did what with a document and its originals; only ever added to';
CREATE INDEX custody_of_document ON entente.custody (document_id, id);

-- What there is becomes version 1, with its marked text as the original. Portions had no content; they are read again
-- from the text, by the program, when it next opens this database.

INSERT INTO entente.original (id, case_id, document_id, name, media_type, size, sha256, bytes, received_at, received_by)
  SELECT gen_random_uuid(), d.case_id, d.id, d.name || '.md', 'text/markdown', octet_length(b.bytes),
    encode(sha256(b.bytes), 'hex'), b.bytes, d.drafted_at, d.drafted_by
  FROM entente.document d CROSS JOIN LATERAL (SELECT convert_to(d.source, 'UTF8') AS bytes) b;
INSERT INTO entente.document_version (id, case_id, document_id, number, title, banner, source, source_digest, original_id,
    drafted_by, drafted_at)
  SELECT gen_random_uuid(), d.case_id, d.id, 1, d.title, d.banner, d.source, d.source_digest, o.id, d.drafted_by, d.drafted_at
  FROM entente.document d JOIN entente.original o ON o.document_id = d.id;
ALTER TABLE entente.document DROP COLUMN title, DROP COLUMN banner, DROP COLUMN source, DROP COLUMN source_digest,
  DROP COLUMN drafted_by, DROP COLUMN drafted_at;

DROP TABLE entente.portion;
CREATE TABLE entente.portion (
  case_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version_id uuid NOT NULL,
  place text NOT NULL,
  ordinal integer NOT NULL,
  kind text NOT NULL,
  marking text NOT NULL,
  marking_id bigint NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (version_id, place),
  FOREIGN KEY (case_id, document_id, version_id) REFERENCES entente.document_version (case_id, document_id, id),
  FOREIGN KEY (case_id, marking_id) REFERENCES entente.marking (case_id, id)
);
COMMENT ON COLUMN entente.portion.place IS 'a portion (p7) or a stricter span of one (p7/2), each with a marking of its own';
COMMENT ON COLUMN entente.portion.content IS 'the portion or span as the core has it; a stricter span stands only in its own row';

-- A release is of one version, so a new version needs a new approval.

ALTER TABLE entente.release
  ADD COLUMN case_id uuid,
  ADD COLUMN version_id uuid,
  DROP CONSTRAINT release_document_id_key;
UPDATE entente.release r SET case_id = v.case_id, version_id = v.id
  FROM entente.document_version v WHERE v.document_id = r.document_id;
ALTER TABLE entente.release
  ALTER COLUMN case_id SET NOT NULL,
  ALTER COLUMN version_id SET NOT NULL,
  ADD UNIQUE (version_id),
  ADD UNIQUE (case_id, document_id, version_id, id),
  ADD FOREIGN KEY (case_id, document_id, version_id) REFERENCES entente.document_version (case_id, document_id, id);

-- A reader's view reaches its cuts without the release, which names all recipients and holds all openings.
ALTER TABLE entente.cut
  ADD COLUMN case_id uuid,
  ADD COLUMN document_id uuid,
  ADD COLUMN version_id uuid,
  ADD COLUMN title text;
COMMENT ON COLUMN entente.cut.title IS 'as this cut shows it; null where it is withheld';
UPDATE entente.cut c SET case_id = r.case_id, document_id = r.document_id, version_id = r.version_id,
  title = CASE WHEN EXISTS (
      SELECT FROM jsonb_array_elements(r.plan -> 'classes') k WHERE k.value ->> 'id' = c.class AND k.value -> 'released' ? 'title'
    ) THEN v.title END
  FROM entente.release r JOIN entente.document_version v ON v.id = r.version_id WHERE r.id = c.release_id;
ALTER TABLE entente.cut
  ALTER COLUMN case_id SET NOT NULL,
  ALTER COLUMN document_id SET NOT NULL,
  ALTER COLUMN version_id SET NOT NULL,
  ADD FOREIGN KEY (case_id, document_id, version_id, release_id)
    REFERENCES entente.release (case_id, document_id, version_id, id);
CREATE INDEX cut_of_recipient ON entente.cut (case_id, recipient);

CREATE TABLE entente.released_class (
  case_id uuid NOT NULL REFERENCES entente.case_file,
  release_id uuid NOT NULL REFERENCES entente.release,
  class text NOT NULL,
  places text[] NOT NULL,
  PRIMARY KEY (release_id, class)
);
COMMENT ON TABLE entente.released_class IS 'which places the recipients of one class were given';
INSERT INTO entente.released_class (case_id, release_id, class, places)
  SELECT r.case_id, r.id, k.value ->> 'id', ARRAY(SELECT jsonb_array_elements_text(k.value -> 'released'))
  FROM entente.release r CROSS JOIN LATERAL jsonb_array_elements(r.plan -> 'classes') k
  WHERE r.approved_by IS NOT NULL;

INSERT INTO entente.custody (case_id, document_id, version_id, original_id, act, seat, at)
  SELECT t.case_id, t.document_id, t.version_id, t.original_id, t.act, t.seat, t.at FROM (
    SELECT case_id, document_id, NULL::uuid AS version_id, original_id, 'received' AS act, drafted_by AS seat, drafted_at AS at, 1 AS step
      FROM entente.document_version
    UNION ALL SELECT case_id, document_id, id, original_id, 'versioned', drafted_by, drafted_at, 2 FROM entente.document_version
    UNION ALL SELECT case_id, document_id, version_id, NULL, 'released', approved_by, approved_at, 3 FROM entente.release
      WHERE approved_by IS NOT NULL
  ) t ORDER BY t.at, t.step;

-- Who asks.

CREATE FUNCTION entente.asked_case() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN current_setting('entente.case', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN current_setting('entente.case', true)::uuid END
$$;
CREATE FUNCTION entente.asking_member() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(current_setting('entente.member', true), '')
$$;
-- The case that is open whole: to its lead and to nobody else, whatever the settings say.
CREATE FUNCTION entente.lead_case() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id FROM entente.case_file c
  WHERE c.id = entente.asked_case() AND c.lead = entente.asking_member() AND current_setting('entente.reach', true) = 'case'
$$;
-- The case in which a member asks for what is its own.
CREATE FUNCTION entente.own_case() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.case_id FROM entente.member m
  WHERE m.case_id = entente.asked_case() AND m.member = entente.asking_member() AND current_setting('entente.reach', true) = 'own'
$$;

-- Who may see. The second of two decisions: written from the rules, not from the program, and compared with the
-- program's on random communities (npm run prove -- row-security). Called once per statement, it answers for every marking
-- of the case. A marking is readable when it has all its terms, at least one, and the member satisfies each of them.
CREATE FUNCTION entente.readable_markings(of_case uuid, of_member text) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH reader AS (
    SELECT m.case_id, m.member FROM entente.member m WHERE m.case_id = of_case AND m.member = of_member
  ),
  -- Levels the member is cleared to: its own clearance, and one step of equivalence from it.
  held AS (
    SELECT c.policy, l.rank
    FROM reader r
    JOIN entente.clearance c ON c.case_id = r.case_id AND c.member = r.member
    JOIN entente.policy_level l ON l.case_id = c.case_id AND l.policy = c.policy AND l.level = c.up_to
  ),
  cleared AS (
    SELECT h.policy, h.rank FROM held h
    UNION ALL
    SELECT e.reads_policy, reads.rank
    FROM entente.equivalence e
    JOIN entente.policy_level needs
      ON needs.case_id = e.case_id AND needs.policy = e.held_policy AND needs.level = e.held_level
    JOIN entente.policy_level reads
      ON reads.case_id = e.case_id AND reads.policy = e.reads_policy AND reads.level = e.reads_level
    JOIN held h ON h.policy = e.held_policy AND h.rank >= needs.rank
    WHERE e.case_id = of_case
  ),
  holds AS (
    SELECT h.policy, h.caveat, k.kind
    FROM reader r
    JOIN entente.caveat_held h ON h.case_id = r.case_id AND h.member = r.member
    JOIN entente.policy_caveat k ON k.case_id = h.case_id AND k.policy = h.policy AND k.caveat = h.caveat
  ),
  -- Codes that stand for the member in a list: its own, and those of its groups.
  standing AS (
    SELECT r.member AS code FROM reader r
    UNION
    SELECT g.code FROM reader r JOIN entente.group_member g ON g.case_id = r.case_id AND g.member = r.member
  ),
  known AS (
    SELECT m.member AS code FROM entente.member m WHERE m.case_id = of_case
    UNION
    SELECT g.code FROM entente.member_group g WHERE g.case_id = of_case
  ),
  -- Every term with its lists: its own, or the one its level implies where it has none.
  asked AS (
    SELECT t.marking_id, t.policy, l.rank, t.caveats, t.one_of,
      CASE
        WHEN jsonb_array_length(t.releasable_to) > 0 OR l.unlisted IS NULL THEN t.releasable_to
        ELSE jsonb_build_array(to_jsonb(l.unlisted))
      END AS lists
    FROM entente.marking m
    JOIN entente.marking_term t ON t.marking_id = m.id
    LEFT JOIN entente.policy_level l ON l.case_id = m.case_id AND l.policy = t.policy AND l.level = t.level
    WHERE m.case_id = of_case
  ),
  judged AS (
    SELECT a.marking_id, (
      EXISTS (SELECT FROM cleared c WHERE c.policy = a.policy AND c.rank >= a.rank)
      -- Of the restrictive caveats none is missing.
      AND NOT EXISTS (
        SELECT FROM unnest(a.caveats) AS u(caveat)
        WHERE NOT EXISTS (SELECT FROM holds h WHERE h.policy = a.policy AND h.caveat = u.caveat AND h.kind = 'restrictive')
      )
      -- Of every permissive list one is held, and all are permissive words of the policy.
      AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(a.one_of) AS list(caveats)
        WHERE NOT EXISTS (
          SELECT FROM jsonb_array_elements_text(list.caveats) AS u(caveat)
          JOIN holds h ON h.policy = a.policy AND h.caveat = u.caveat)
        OR EXISTS (
          SELECT FROM jsonb_array_elements_text(list.caveats) AS u(caveat)
          WHERE NOT EXISTS (
            SELECT FROM entente.policy_caveat k
            WHERE k.case_id = of_case AND k.policy = a.policy AND k.caveat = u.caveat AND k.kind = 'permissive'))
      )
      -- The member stands in every list, and all codes are known.
      AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(a.lists) AS list(codes)
        WHERE NOT EXISTS (
          SELECT FROM jsonb_array_elements_text(list.codes) AS u(code) JOIN standing s ON s.code = u.code)
        OR EXISTS (
          SELECT FROM jsonb_array_elements_text(list.codes) AS u(code)
          WHERE NOT EXISTS (SELECT FROM known k WHERE k.code = u.code))
      )
    ) IS TRUE AS satisfied
    FROM asked a
  )
  SELECT m.id
  FROM entente.marking m JOIN judged j ON j.marking_id = m.id
  WHERE m.case_id = of_case
  GROUP BY m.id, m.terms
  HAVING count(*) = m.terms AND bool_and(j.satisfied)
$$;

-- Places the asking member was given in cuts of its own.
CREATE FUNCTION entente.released_places() RETURNS TABLE (version_id uuid, place text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.version_id, p.place
  FROM entente.cut c
  JOIN entente.released_class k ON k.release_id = c.release_id AND k.class = c.class
  CROSS JOIN LATERAL unnest(k.places) AS p(place)
  WHERE c.case_id = entente.own_case() AND c.recipient = entente.asking_member()
$$;

-- The barrier. FORCE binds the owner of the tables too, so that no role of ours is outside it.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document', 'document_version', 'original', 'attachment', 'custody', 'portion', 'release',
    'released_class', 'cut', 'cut_opening', 'journal']
  LOOP
    EXECUTE format('ALTER TABLE entente.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE entente.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  -- Lead only, to read and to write; what a member may read of it besides has a policy of its own below.
  FOREACH name IN ARRAY ARRAY['document', 'document_version', 'original', 'attachment', 'custody', 'portion', 'release',
    'released_class', 'cut']
  LOOP
    EXECUTE format('CREATE POLICY lead ON entente.%I TO entente_app USING (case_id = (SELECT entente.lead_case()))
      WITH CHECK (case_id = (SELECT entente.lead_case()))', name);
  END LOOP;
END $$;

CREATE POLICY own_cuts ON entente.cut FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND recipient = (SELECT entente.asking_member()));
CREATE POLICY own_classes ON entente.released_class FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND (release_id, class) IN (SELECT c.release_id, c.class FROM entente.cut c));
CREATE POLICY own_documents ON entente.document FOR SELECT TO entente_app
  USING (case_id = (SELECT entente.own_case()) AND id IN (SELECT c.document_id FROM entente.cut c));
CREATE POLICY own_portions ON entente.portion FOR SELECT TO entente_app
  USING (
    case_id = (SELECT entente.own_case())
    AND marking_id IN (SELECT entente.readable_markings((SELECT entente.own_case()), (SELECT entente.asking_member())))
    AND (version_id, place) IN (SELECT r.version_id, r.place FROM entente.released_places() r)
  );
-- An opening is seen, and made, by whoever sees the cut.
CREATE POLICY openings ON entente.cut_opening TO entente_app
  USING (cut_id IN (SELECT c.id FROM entente.cut c)) WITH CHECK (cut_id IN (SELECT c.id FROM entente.cut c));
-- Everyone's acts are journaled; the lead reads them.
CREATE POLICY written ON entente.journal FOR INSERT TO entente_app WITH CHECK (true);
CREATE POLICY lead ON entente.journal FOR SELECT TO entente_app USING (case_id = (SELECT entente.lead_case()));

GRANT SELECT, INSERT ON entente.community, entente.policy_level, entente.policy_caveat, entente.member,
  entente.member_group, entente.group_member, entente.clearance, entente.caveat_held, entente.equivalence, entente.marking,
  entente.marking_term, entente.original, entente.document_version, entente.attachment, entente.custody, entente.portion,
  entente.released_class TO entente_app;

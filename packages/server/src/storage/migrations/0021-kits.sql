-- Kits: pages that a member without a node reads and answers with. A kit is kept among the nodes, since letters go to it and
-- come from it as from one; but this node made its keys, so what it signs says only that somebody holds the file.

ALTER TABLE entente.peer ADD COLUMN kit_case text;
COMMENT ON COLUMN entente.peer.kit_case IS 'the one case that this kit speaks in; null: a node, which made its keys itself';

-- Replies of kits that a person here has heard the words of. Nothing of another reply is taken.
CREATE TABLE entente.kit_reply (
  peer text NOT NULL REFERENCES entente.peer,
  digest text NOT NULL CHECK (digest ~ '^[A-Za-z0-9_-]{43}$'),
  heard_at timestamptz NOT NULL,
  heard_by text NOT NULL,
  PRIMARY KEY (peer, digest)
);
COMMENT ON COLUMN entente.kit_reply.digest IS 'SHA-256 of the reply as it was signed, base64url: what its words are made of';
GRANT SELECT, INSERT ON entente.kit_reply TO entente_app;

-- A member speaks from one node at a time, and in each case from one kit.
DROP INDEX entente.peer_of_member;
CREATE UNIQUE INDEX peer_of_member ON entente.peer (member, coalesce(kit_case, ''))
  WHERE paired_at IS NOT NULL AND ended_at IS NULL;

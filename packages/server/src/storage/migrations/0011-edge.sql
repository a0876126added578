-- The edge: a change that is sent twice is made once, and what cursors and tags are keyed with.

CREATE TABLE entente.change_made (
  key_hash text PRIMARY KEY CHECK (length(key_hash) = 43),
  body_hash text NOT NULL CHECK (length(body_hash) = 43),
  answer bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE entente.change_made IS 'what was answered to changes that came with a key of their own, for a day';
COMMENT ON COLUMN entente.change_made.key_hash IS 'of the credential, the route and the key; the key itself is not kept';
COMMENT ON COLUMN entente.change_made.answer IS 'encrypted under the key as it was sent, which only whoever sent it has';
CREATE INDEX change_made_expires ON entente.change_made (expires_at);
GRANT SELECT, INSERT, DELETE ON entente.change_made TO entente_app;

CREATE TABLE entente.edge_secret (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  secret bytea NOT NULL CHECK (length(secret) = 32)
);
COMMENT ON TABLE entente.edge_secret IS 'cursors and tags are keyed with it, the same on all processes of the node';
GRANT SELECT, INSERT ON entente.edge_secret TO entente_app;

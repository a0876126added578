-- Search over portions. The words of a portion stand beside it in its own row, under its own marking and the same policies:
-- what a view may not read is not there to be matched, and a rank is worked out from the words of one row and of no other.

-- The running text of a portion, or of a stricter span of one, in order. A stricter span is a row of its own, so its words
-- are not among these.
CREATE FUNCTION entente.portion_words(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  -- Far beyond a paragraph; what is longer would not fit beside its row.
  SELECT left(coalesce(string_agg(CASE span.value ->> 'kind' WHEN 'text' THEN span.value ->> 'text' ELSE ' ' END, ''
    ORDER BY span.ordinality), ''), 100000)
  FROM jsonb_array_elements(CASE jsonb_typeof(content -> 'spans') WHEN 'array' THEN content -> 'spans' ELSE '[]' END)
    WITH ORDINALITY AS span
$$;
COMMENT ON FUNCTION entente.portion_words IS 'what a reader of the row reads; a withheld place stands as a blank';

ALTER TABLE entente.portion ADD COLUMN words tsvector
  GENERATED ALWAYS AS (to_tsvector('pg_catalog.english', entente.portion_words(content))) STORED;
COMMENT ON COLUMN entente.portion.words IS 'for search; a word counts by its stem, and in every language but English nearly as it stands';

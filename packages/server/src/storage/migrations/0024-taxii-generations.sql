-- TAXII: what a list holds is kept in memory as it lies here, so every list says how often something of it that was there
-- changed, and every object when it last did. Whoever reads asks the list first, in the transaction that admits them.

ALTER TABLE entente.taxii_list ADD COLUMN generation bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN entente.taxii_list.generation IS 'how often objects that were there were taken out, or stopped or began to be a version that counts';
ALTER TABLE entente.taxii_object ADD COLUMN changed bigint;
COMMENT ON COLUMN entente.taxii_object.changed IS 'the generation of its list in which it was last taken out or marked; null: never since it was added';
CREATE INDEX taxii_object_changed ON entente.taxii_object (case_id, box, member, changed) WHERE changed IS NOT NULL;

GRANT UPDATE (generation) ON entente.taxii_list TO entente_app;
GRANT UPDATE (changed) ON entente.taxii_object TO entente_app;

-- What changes without saying so would be answered from memory as it was: the database takes no such change.
CREATE FUNCTION entente.require_generation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.changed IS NULL OR NEW.changed <= coalesce(OLD.changed, 0) THEN
    RAISE EXCEPTION 'an object of a list changes in a new generation of the list';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER in_new_generation BEFORE UPDATE ON entente.taxii_object FOR EACH ROW
  WHEN ((OLD.newest, OLD.oldest, OLD.current, OLD.removed_at, OLD.object) IS DISTINCT FROM
    (NEW.newest, NEW.oldest, NEW.current, NEW.removed_at, NEW.object))
  EXECUTE FUNCTION entente.require_generation();

-- Originals come into files, encrypted under the key of their case. Those that older nodes kept in rows go there one by
-- one, and none of them comes back.

CREATE FUNCTION entente.check_original_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.file_id IS NOT NULL OR NEW.file_id IS NULL THEN
    RAISE EXCEPTION 'an original goes from its row into a file, once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves_once BEFORE UPDATE OF bytes, file_id ON entente.original
  FOR EACH ROW EXECUTE FUNCTION entente.check_original_moves();
CREATE TRIGGER moves_to_its_file BEFORE UPDATE OF bytes, file_id ON entente.original
  FOR EACH ROW EXECUTE FUNCTION entente.check_original_file();

GRANT UPDATE (bytes, file_id) ON entente.original TO entente_app;

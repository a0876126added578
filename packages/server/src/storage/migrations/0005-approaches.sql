-- Approaches: capacity, evidence of silence, questions with clocks.

ALTER TABLE entente.case_file ADD COLUMN coalition jsonb;
COMMENT ON COLUMN entente.case_file.coalition IS 'the coalition file as written; null: the closed rules hold';

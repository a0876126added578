-- The ledger's tiles.
SELECT 1;

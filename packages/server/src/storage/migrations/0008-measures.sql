-- Measures: alternatives, reciprocal measures.

SELECT 1;

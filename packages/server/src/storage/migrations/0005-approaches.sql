-- Approaches: capacity, evidence of silence, questions with clocks.

SELECT 1;

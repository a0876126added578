-- T-0: readiness, holds, packages, openings.

SELECT 1;

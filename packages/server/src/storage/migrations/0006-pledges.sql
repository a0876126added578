-- Pledges: authority, validity, versions, sealing, the lock, resolutions.

SELECT 1;

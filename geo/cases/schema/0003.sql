-- Who can open a case: private (editors), unlisted (whoever has its id), public (it is listed for everybody).
ALTER TABLE cases ADD COLUMN visibility TEXT NOT NULL DEFAULT 'unlisted';

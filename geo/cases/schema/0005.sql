-- What was found among all claims of a case, as editors and as readers see them: kept so that it need not be
-- found again.
CREATE TABLE findings (
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  seen TEXT NOT NULL,
  made_from TEXT NOT NULL,
  found TEXT NOT NULL,
  PRIMARY KEY (case_id, seen)
);

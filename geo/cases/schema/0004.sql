-- A correction without a document is learned for the whole case. Inputs are what people bring besides texts:
-- lists of places, lines. A reading keeps what the reader before made of the text, until somebody has seen it.
CREATE TABLE journal (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  document_id TEXT,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  was TEXT NOT NULL,
  becomes TEXT NOT NULL,
  made TEXT NOT NULL,
  made_by TEXT NOT NULL,
  PRIMARY KEY (case_id, id),
  FOREIGN KEY (case_id, document_id) REFERENCES documents (case_id, id) ON DELETE CASCADE,
  UNIQUE (case_id, number)
);

INSERT INTO journal (id, case_id, document_id, number, kind, subject, was, becomes, made, made_by)
SELECT id, case_id, document_id, number, kind, subject, was, becomes, made, made_by FROM corrections;

DROP TABLE corrections;

ALTER TABLE journal RENAME TO corrections;

CREATE TABLE inputs (
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  made TEXT NOT NULL,
  made_by TEXT NOT NULL,
  PRIMARY KEY (case_id, kind, name)
);

ALTER TABLE readings ADD COLUMN reader TEXT NOT NULL DEFAULT '';

ALTER TABLE readings ADD COLUMN earlier TEXT NOT NULL DEFAULT '';

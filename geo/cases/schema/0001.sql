-- Words that SQLite and PostgreSQL both know. Days and times are text as in ISO 8601, times in UTC;
-- values of corrections are JSON. A released file of this folder is never changed: add the next one.
CREATE TABLE thalweg_schema (version INTEGER NOT NULL);

INSERT INTO thalweg_schema (version) VALUES (1);

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL
);

CREATE TABLE documents (
  case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  published TEXT,
  text TEXT NOT NULL,
  added TEXT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (case_id, id),
  UNIQUE (case_id, number)
);

CREATE TABLE corrections (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
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

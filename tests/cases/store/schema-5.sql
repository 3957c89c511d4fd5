-- A store as Thalweg with schema 5 left it: made by the first five files of geo/cases/schema, with two cases in it.
CREATE TABLE thalweg_schema (version INTEGER NOT NULL);
INSERT INTO thalweg_schema (version) VALUES (5);
CREATE TABLE cases (id TEXT PRIMARY KEY, title TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL, visibility TEXT NOT NULL DEFAULT 'unlisted');
CREATE TABLE documents (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL, published TEXT, text TEXT NOT NULL, added TEXT NOT NULL, added_by TEXT NOT NULL, PRIMARY KEY (case_id, id), UNIQUE (case_id, number));
CREATE TABLE corrections (id TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, document_id TEXT, number INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, was TEXT NOT NULL, becomes TEXT NOT NULL, made TEXT NOT NULL, made_by TEXT NOT NULL, PRIMARY KEY (case_id, id), FOREIGN KEY (case_id, document_id) REFERENCES documents (case_id, id) ON DELETE CASCADE, UNIQUE (case_id, number));
INSERT INTO cases VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Ferries', 'a note', '2018-02-01T12:00:00.000000+00:00', '2018-02-02T12:00:00.000000+00:00', 'public');
INSERT INTO cases VALUES ('kbbbbbbbbbbbbbbbbbbbbbbbbbb', '', '', '2018-02-01T12:00:00.000000+00:00', '2018-02-01T12:00:00.000000+00:00', 'unlisted');
INSERT INTO documents VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', '1c52c3e6c0a7', 1, 'One', 'The Ferry Post', 'https://example.org/a', '2018-01-15', 'The ferry ran, Mara Venn said.', '2018-02-01T12:00:00.000000+00:00', 'mara');
INSERT INTO documents VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', '2d52c3e6c0a8', 2, '', '', '', NULL, 'The ferry lay still.', '2018-02-01T12:00:00.000000+00:00', '');
INSERT INTO corrections VALUES ('kcccccccccccccccccccccccccc', 'kaaaaaaaaaaaaaaaaaaaaaaaaaa', '1c52c3e6c0a7', 1, 'place', 'Raqqa', 'null', '{"name": "Raqqa"}', '2018-02-02T12:00:00.000000+00:00', 'mara');
CREATE TABLE readings (case_id TEXT NOT NULL, document_id TEXT NOT NULL, made_from TEXT NOT NULL, claims TEXT NOT NULL, reader TEXT NOT NULL DEFAULT '', earlier TEXT NOT NULL DEFAULT '', PRIMARY KEY (case_id, document_id), FOREIGN KEY (case_id, document_id) REFERENCES documents (case_id, id) ON DELETE CASCADE);
INSERT INTO readings VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', '1c52c3e6c0a7', 'an older reader', '[]', 'older', '[]');
INSERT INTO corrections VALUES ('kdddddddddddddddddddddddddd', 'kaaaaaaaaaaaaaaaaaaaaaaaaaa', NULL, 2, 'place', 'Rakka', 'null', '{"place": null}', '2018-02-02T12:00:00.000000+00:00', 'mara');
CREATE TABLE inputs (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, made TEXT NOT NULL, made_by TEXT NOT NULL, PRIMARY KEY (case_id, kind, name));
INSERT INTO inputs VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', 'places', '', '[]', '2018-02-02T12:00:00.000000+00:00', 'mara');
CREATE TABLE findings (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, seen TEXT NOT NULL, made_from TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY (case_id, seen));
INSERT INTO findings VALUES ('kaaaaaaaaaaaaaaaaaaaaaaaaaa', 'all', 'an older looker', '{}')

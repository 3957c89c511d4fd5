-- What a version of the reader made of a document: kept so that it need not be made again, never kept for long.
CREATE TABLE readings (
  case_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  made_from TEXT NOT NULL,
  claims TEXT NOT NULL,
  PRIMARY KEY (case_id, document_id),
  FOREIGN KEY (case_id, document_id) REFERENCES documents (case_id, id) ON DELETE CASCADE
);

-- Names are found by the engine's own means: on SQLite by a full-text index that is written beside itself and merged later, elsewhere by
-- the table of grams. Both are made again from the names when they are empty (docs/adr/0013-names-are-found-by-the-engine.md).

{sqlite} CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
-- What is taken out of it is gone at once, and not only when it is merged: a person's name may be.
{sqlite} INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);
{sqlite} INSERT INTO search_index (search_index) VALUES ('delete-all');

-- The row of the full-text index; no other engine has one.
ALTER TABLE search_text ADD COLUMN place BIGINT;
CREATE INDEX IF NOT EXISTS search_text_place ON search_text (place);

DELETE FROM search_gram WHERE tenant_id IS NOT NULL;
DELETE FROM search_text WHERE tenant_id IS NOT NULL;

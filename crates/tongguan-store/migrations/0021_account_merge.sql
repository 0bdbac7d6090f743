-- Customers that turned out to be one, with what is needed to part them again.
CREATE TABLE IF NOT EXISTS account_merge (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    kept_id {uuid} NOT NULL,
    merged_id {uuid} NOT NULL,
    undone BIGINT NOT NULL CHECK (undone IN (0, 1)),
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS account_merge_merged ON account_merge (tenant_id, merged_id, undone);

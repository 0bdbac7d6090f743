-- Batches of deals that were open before the system, and who vouches for them.
CREATE TABLE IF NOT EXISTS migration_batch (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

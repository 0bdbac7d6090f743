-- Copies of documents that were given out, found again by the code that they bear. An entry is written once.
CREATE TABLE IF NOT EXISTS issued_copy (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    code {text} NOT NULL,
    deal_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS issued_copy_code ON issued_copy (tenant_id, code);
CREATE INDEX IF NOT EXISTS issued_copy_deal ON issued_copy (tenant_id, deal_id, id);

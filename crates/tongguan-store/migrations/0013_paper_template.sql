-- The company's own templates of papers. Few rows; the rest is in data.
CREATE TABLE IF NOT EXISTS paper_template (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

-- Who is away when, and changes of the organisation that take effect on a day; `due_on` is empty once they are over.
CREATE TABLE IF NOT EXISTS absence (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE TABLE IF NOT EXISTS reorganization (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    due_on {text},
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS reorganization_due ON reorganization (tenant_id, due_on, id);

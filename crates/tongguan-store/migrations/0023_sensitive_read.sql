-- Contact data shown in full, and restricted fields that were read: who, when, of what. An entry is written once.
CREATE TABLE IF NOT EXISTS sensitive_read (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    read_by {uuid} NOT NULL,
    read_at BIGINT NOT NULL,
    day {text} NOT NULL,
    kind {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS sensitive_read_of_day ON sensitive_read (tenant_id, read_by, day, kind);
CREATE INDEX IF NOT EXISTS sensitive_read_at ON sensitive_read (tenant_id, read_at, id);

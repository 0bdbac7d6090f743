-- Requests of persons about their data (PIPL 44-47, 50); `due_on` is empty once they are answered.
CREATE TABLE IF NOT EXISTS subject_request (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    due_on {text},
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS subject_request_due ON subject_request (tenant_id, due_on, id);

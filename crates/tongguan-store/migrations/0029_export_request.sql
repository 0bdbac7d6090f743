-- Requests for exports that somebody else has to allow.
CREATE TABLE IF NOT EXISTS export_request (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    asked_by {uuid},
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS export_request_of ON export_request (tenant_id, asked_by, id);

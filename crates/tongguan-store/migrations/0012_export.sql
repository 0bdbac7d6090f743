-- Files that were taken out: who, when, how many rows. An entry is written once.
CREATE TABLE IF NOT EXISTS export (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    exported_by {uuid},
    exported_at BIGINT NOT NULL,
    day {text} NOT NULL,
    row_count BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS export_of_day ON export (tenant_id, exported_by, day);
CREATE INDEX IF NOT EXISTS export_at ON export (tenant_id, exported_at, id);

-- What scans found unusual; `mark` tells one that was found before, `is_open` whether somebody still has to look into it.
CREATE TABLE IF NOT EXISTS anomaly (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    mark {text} NOT NULL,
    rule {text} NOT NULL,
    person_id {uuid},
    found_on {text} NOT NULL,
    is_open BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS anomaly_mark ON anomaly (tenant_id, mark);
CREATE INDEX IF NOT EXISTS anomaly_day ON anomaly (tenant_id, found_on, id);

-- Who came in, how, and who changed the ways in: apart from business history. One chain per day and writer, so that days that are no
-- longer kept can go as a whole.
CREATE TABLE IF NOT EXISTS security_log (
    tenant_id {uuid} NOT NULL,
    day {text} NOT NULL,
    writer {text} NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    id {uuid} NOT NULL,
    recorded_at BIGINT NOT NULL,
    kind {text} NOT NULL,
    success BIGINT NOT NULL,
    actor_id {uuid},
    person_id {uuid},
    login {text},
    address {text},
    agent {text},
    session {text},
    detail {text} NOT NULL,
    prev_hash {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (tenant_id, day, writer, seq)
) {clustered};

CREATE INDEX IF NOT EXISTS security_log_at ON security_log (tenant_id, recorded_at, id);
CREATE INDEX IF NOT EXISTS security_log_person ON security_log (tenant_id, person_id, recorded_at, id);

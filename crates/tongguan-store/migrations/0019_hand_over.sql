-- Hand-overs of what somebody who left answered for, and who signed for it.
CREATE TABLE IF NOT EXISTS hand_over (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    from_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS hand_over_from ON hand_over (tenant_id, from_id, id);

-- Who contests whose a deal is (撞单申诉): made from the folded deal, like the tables of 0004.

CREATE TABLE IF NOT EXISTS appeal (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    level BIGINT NOT NULL,
    filed_by_id {uuid} NOT NULL,
    against_id {uuid},
    filed_at BIGINT NOT NULL,
    decided_at BIGINT,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, level)
) {clustered};

CREATE INDEX IF NOT EXISTS appeal_filed_by ON appeal (tenant_id, filed_by_id, filed_at, deal_id);
CREATE INDEX IF NOT EXISTS appeal_filed_at ON appeal (tenant_id, filed_at, deal_id);

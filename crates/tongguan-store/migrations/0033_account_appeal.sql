-- Who contests whose a customer without business is (撞单申诉); appeals about deals are in 0020.
CREATE TABLE IF NOT EXISTS account_appeal (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    account_id {uuid} NOT NULL,
    level BIGINT NOT NULL,
    filed_by_id {uuid} NOT NULL,
    against_id {uuid} NOT NULL,
    filed_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    open BIGINT NOT NULL,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS account_appeal_of ON account_appeal (tenant_id, account_id, filed_at);
CREATE INDEX IF NOT EXISTS account_appeal_filed_by ON account_appeal (tenant_id, filed_by_id, filed_at, id);
CREATE INDEX IF NOT EXISTS account_appeal_filed_at ON account_appeal (tenant_id, filed_at, id);
CREATE INDEX IF NOT EXISTS account_appeal_open ON account_appeal (tenant_id, open, due_at);

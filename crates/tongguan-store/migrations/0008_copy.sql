-- Who is copied on an approval (抄送): made from the folded deal, like the tables of 0004.

CREATE TABLE IF NOT EXISTS approval_copy (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    approval_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    requested_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, approval_id, person_id)
) {clustered};

CREATE INDEX IF NOT EXISTS approval_copy_person ON approval_copy (tenant_id, person_id, requested_at, approval_id);

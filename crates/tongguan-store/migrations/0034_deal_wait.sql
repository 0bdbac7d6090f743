-- Who is waited for in a deal beside its owner, debtors and turns: made from the folded deal, like the tables of 0004.

CREATE TABLE IF NOT EXISTS deal_wait (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('review', 'step', 'action', 'improvement')),
    PRIMARY KEY (tenant_id, deal_id, person_id, kind)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_wait_person ON deal_wait (tenant_id, person_id, deal_id);

-- Who sees a customer by name, and when.
CREATE TABLE IF NOT EXISTS account_reader (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    from_on {text} NOT NULL,
    until_on {text},
    PRIMARY KEY (tenant_id, person_id, account_id)
) {clustered};

CREATE INDEX IF NOT EXISTS account_reader_account ON account_reader (tenant_id, account_id, person_id);

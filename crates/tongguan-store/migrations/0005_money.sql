-- What contracts pay and what came in: rows made from the folded deal, like those of 0004. Days that are not known sort last.

CREATE TABLE IF NOT EXISTS contract (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    contract_id {uuid} NOT NULL,
    department_id {uuid} NOT NULL,
    owner_id {uuid},
    account_id {uuid} NOT NULL,
    number {text},
    signed_on {text} NOT NULL,
    amount_minor BIGINT NOT NULL,
    term_start {text},
    term_end {text} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, contract_id)
) {clustered};

CREATE INDEX IF NOT EXISTS contract_signed ON contract (tenant_id, signed_on, contract_id);
CREATE INDEX IF NOT EXISTS contract_term ON contract (tenant_id, term_end, contract_id);

CREATE TABLE IF NOT EXISTS instalment (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    instalment_id {uuid} NOT NULL,
    contract_id {uuid} NOT NULL,
    department_id {uuid} NOT NULL,
    owner_id {uuid},
    place BIGINT NOT NULL,
    event {text} NOT NULL,
    amount_minor BIGINT NOT NULL,
    received_minor BIGINT NOT NULL,
    written_off_minor BIGINT NOT NULL,
    outstanding_minor BIGINT NOT NULL,
    disputed_minor BIGINT NOT NULL,
    triggered_on {text},
    due_on {text} NOT NULL,
    original_due_on {text} NOT NULL,
    expected_on {text},
    dunning_owed BIGINT,
    dunning_done BIGINT,
    PRIMARY KEY (tenant_id, deal_id, instalment_id)
) {clustered};

CREATE INDEX IF NOT EXISTS instalment_due ON instalment (tenant_id, due_on, instalment_id) WHERE outstanding_minor > 0;
CREATE INDEX IF NOT EXISTS instalment_original ON instalment (tenant_id, original_due_on, instalment_id);

-- Parts of receipts that paid an instalment, in order; negative where one was taken back.
CREATE TABLE IF NOT EXISTS instalment_receipt (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    instalment_id {uuid} NOT NULL,
    place BIGINT NOT NULL,
    receipt_id {uuid} NOT NULL,
    amount_minor BIGINT NOT NULL,
    received_on {text} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, instalment_id, place)
) {clustered};

CREATE INDEX IF NOT EXISTS instalment_receipt_receipt ON instalment_receipt (tenant_id, receipt_id, deal_id);
CREATE INDEX IF NOT EXISTS instalment_receipt_day ON instalment_receipt (tenant_id, received_on, deal_id);

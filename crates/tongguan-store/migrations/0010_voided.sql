-- A contract that is given up is 'voided', which the table of documents did not take. A check cannot be changed in place, so the rows
-- are kept beside it while the table is made anew; each step can be repeated from the first on.
CREATE TABLE IF NOT EXISTS document (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    number {text},
    revision BIGINT NOT NULL,
    digest {blob} NOT NULL,
    body_id {uuid} NOT NULL,
    status {text} NOT NULL CHECK (status IN ('submitted', 'in_review', 'approved', 'refused', 'voided')),
    submitted_by {uuid},
    submitted_at BIGINT NOT NULL,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, document_id)
) {clustered};

CREATE TABLE IF NOT EXISTS document_before_voided (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    number {text},
    revision BIGINT NOT NULL,
    digest {blob} NOT NULL,
    body_id {uuid} NOT NULL,
    status {text} NOT NULL,
    submitted_by {uuid},
    submitted_at BIGINT NOT NULL,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, document_id)
) {clustered};

INSERT INTO document_before_voided (tenant_id, deal_id, document_id, kind, number, revision, digest, body_id, status, submitted_by,
    submitted_at, department_id)
SELECT d.tenant_id, d.deal_id, d.document_id, d.kind, d.number, d.revision, d.digest, d.body_id, d.status, d.submitted_by,
    d.submitted_at, d.department_id FROM document d WHERE d.revision > 0
ON CONFLICT (tenant_id, deal_id, document_id) DO NOTHING;

DROP TABLE IF EXISTS document;

CREATE TABLE IF NOT EXISTS document (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    number {text},
    revision BIGINT NOT NULL,
    digest {blob} NOT NULL,
    body_id {uuid} NOT NULL,
    status {text} NOT NULL CHECK (status IN ('submitted', 'in_review', 'approved', 'refused', 'voided')),
    submitted_by {uuid},
    submitted_at BIGINT NOT NULL,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, document_id)
) {clustered};

INSERT INTO document (tenant_id, deal_id, document_id, kind, number, revision, digest, body_id, status, submitted_by, submitted_at,
    department_id)
SELECT k.tenant_id, k.deal_id, k.document_id, k.kind, k.number, k.revision, k.digest, k.body_id, k.status, k.submitted_by,
    k.submitted_at, k.department_id FROM document_before_voided k WHERE k.revision > 0
ON CONFLICT (tenant_id, deal_id, document_id) DO NOTHING;

CREATE INDEX IF NOT EXISTS document_kind ON document (tenant_id, kind, submitted_at, document_id);

DROP TABLE IF EXISTS document_before_voided;

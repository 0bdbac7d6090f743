-- Drafts of documents: one per person, deal, kind and document (zero for a new one); never events, never read by a rule.
CREATE TABLE IF NOT EXISTS draft (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    document_id {uuid} NOT NULL,
    revision BIGINT NOT NULL,
    body {text} NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, deal_id, kind, document_id)
) {clustered};

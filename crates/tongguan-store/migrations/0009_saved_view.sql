-- Filters that a person keeps under a name, for one list each; never read by a rule.
CREATE TABLE IF NOT EXISTS saved_view (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    page {text} NOT NULL,
    name {text} NOT NULL,
    query {text} NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, page, name)
) {clustered};

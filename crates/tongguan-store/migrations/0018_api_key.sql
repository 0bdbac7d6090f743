-- Keys by which programs of the company speak for a person. Of a key only the digest is kept.
CREATE TABLE IF NOT EXISTS api_key (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    digest {blob} NOT NULL,
    hint {text} NOT NULL,
    name {text} NOT NULL,
    person_id {uuid} NOT NULL,
    scopes {text} NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_by {uuid} NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_by {uuid},
    revoked_at BIGINT,
    used_at BIGINT,
    used_from {text},
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS api_key_digest ON api_key (tenant_id, digest);
CREATE INDEX IF NOT EXISTS api_key_person ON api_key (tenant_id, person_id, id);

-- Who somebody is at an identity provider: bound at his first sign-in, by an id that never changes hands there.
CREATE TABLE IF NOT EXISTS provider_identity (
    tenant_id {uuid} NOT NULL,
    issuer {text} NOT NULL,
    subject {text} NOT NULL,
    person_id {uuid} NOT NULL,
    bound_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, issuer, subject)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS provider_identity_person ON provider_identity (tenant_id, person_id, issuer);

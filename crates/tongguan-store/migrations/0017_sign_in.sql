-- How people sign in beyond a password: second factors, recovery codes, former passwords; and what a session is told apart by.
ALTER TABLE session ADD COLUMN address {text};
ALTER TABLE session ADD COLUMN agent {text};
-- When its person last showed again who he is.
ALTER TABLE session ADD COLUMN confirmed_at BIGINT;

-- Locks follow each other at growing distances.
ALTER TABLE sign_in_failure ADD COLUMN locks BIGINT;
ALTER TABLE sign_in_failure ADD COLUMN locked_until BIGINT;

CREATE TABLE IF NOT EXISTS former_password (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    replaced_at BIGINT NOT NULL,
    password_hash {text} NOT NULL,
    PRIMARY KEY (tenant_id, person_id, replaced_at)
) {clustered};

-- The seed is sealed under a key of the installation, which is no part of the database.
CREATE TABLE IF NOT EXISTS second_factor (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    seed {blob} NOT NULL,
    key_id {text} NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
) {clustered};

CREATE TABLE IF NOT EXISTS recovery_code (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    code_digest {blob} NOT NULL,
    PRIMARY KEY (tenant_id, person_id, code_digest)
) {clustered};

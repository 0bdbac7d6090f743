-- What every part of the product stands on; nothing here knows what a deal is.

CREATE TABLE IF NOT EXISTS tenant (
    tenant_id {uuid} NOT NULL,
    name {text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id)
) {clustered};

-- The truth: one hash chain per deal. payload is hashed as the text it is, so it is never stored as JSONB.
CREATE TABLE IF NOT EXISTS deal_event (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    kind {text} NOT NULL,
    recorded_at BIGINT NOT NULL,
    effective_at BIGINT,
    actor_id {uuid},
    command_id {uuid} NOT NULL,
    payload {text} NOT NULL,
    prev_hash {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, seq)
) {clustered};

-- Changes of reference data (people, organisation, customers, prices, calendars, processes): one chain per stream.
CREATE TABLE IF NOT EXISTS reference_event (
    tenant_id {uuid} NOT NULL,
    stream {text} NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    kind {text} NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor_id {uuid},
    command_id {uuid} NOT NULL,
    payload {text} NOT NULL,
    prev_hash {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (tenant_id, stream, seq)
) {clustered};

-- Every attempt, done or refused: one chain per day and writer, so that no writer waits for another.
CREATE TABLE IF NOT EXISTS command_log (
    tenant_id {uuid} NOT NULL,
    day {text} NOT NULL,
    writer {text} NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    id {uuid} NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor_id {uuid},
    via {text} NOT NULL,
    target_kind {text} NOT NULL,
    target_id {uuid},
    command {text} NOT NULL,
    outcome {text} NOT NULL CHECK (outcome IN ('accepted', 'refused')),
    refusal_code {text},
    from_seq BIGINT,
    to_seq BIGINT,
    detail {text} NOT NULL,
    prev_hash {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (tenant_id, day, writer, seq)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS command_log_id ON command_log (tenant_id, id);
CREATE INDEX IF NOT EXISTS command_log_at ON command_log (tenant_id, recorded_at, id);
CREATE INDEX IF NOT EXISTS command_log_actor ON command_log (tenant_id, actor_id, recorded_at, id);
CREATE INDEX IF NOT EXISTS command_log_target ON command_log (tenant_id, target_kind, target_id, recorded_at, id);

-- Free text and document bodies. Events carry SHA-256(salt, content) only; erasing empties both columns and breaks no chain.
CREATE TABLE IF NOT EXISTS body (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    target_id {uuid} NOT NULL,
    salt {blob},
    content {blob},
    erased_at BIGINT,
    PRIMARY KEY (tenant_id, id)
) {heap};

CREATE INDEX IF NOT EXISTS body_target ON body (tenant_id, target_id, id);

CREATE TABLE IF NOT EXISTS idempotency (
    tenant_id {uuid} NOT NULL,
    actor_id {uuid} NOT NULL,
    key {text} NOT NULL,
    request_digest {blob} NOT NULL,
    outcome {text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, actor_id, key)
) {clustered};

CREATE INDEX IF NOT EXISTS idempotency_age ON idempotency (tenant_id, created_at);

-- Rows whose only purpose is to be locked by transactions that check a limit across deals.
CREATE TABLE IF NOT EXISTS guard (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    key {text} NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind, key)
) {clustered};

-- Gap-free numbers: the increment is part of the transaction that uses the number.
CREATE TABLE IF NOT EXISTS counter (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    period {text} NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind, period)
) {clustered};

-- Work to be done after the commit. due_at is the next moment at which it may be claimed: its start, its retry, or the end of a lease.
CREATE TABLE IF NOT EXISTS job (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    kind {text} NOT NULL,
    key {text},
    payload {text} NOT NULL,
    due_at BIGINT NOT NULL,
    owner {uuid},
    attempts BIGINT NOT NULL,
    last_error {text},
    dead_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS job_key ON job (tenant_id, kind, key);
CREATE INDEX IF NOT EXISTS job_due ON job (tenant_id, due_at, id) WHERE dead_at IS NULL;
CREATE INDEX IF NOT EXISTS job_dead ON job (tenant_id, dead_at, id) WHERE dead_at IS NOT NULL;

-- What lies in the content store; the bytes are on disk under their SHA-256.
CREATE TABLE IF NOT EXISTS file (
    tenant_id {uuid} NOT NULL,
    sha256 {blob} NOT NULL,
    size_bytes BIGINT NOT NULL,
    media_type {text} NOT NULL,
    created_by {uuid},
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, sha256)
) {clustered};

CREATE TABLE IF NOT EXISTS setting (
    tenant_id {uuid} NOT NULL,
    key {text} NOT NULL,
    value {text} NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, key)
) {clustered};

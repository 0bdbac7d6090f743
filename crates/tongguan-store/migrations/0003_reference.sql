-- Reference data: the organisation, customers, prices, money received, calendars. One row per thing: `data` holds its state as the
-- core wrote it, the other columns are what is looked up, sorted by or unique. Every change is also an entry of reference_event.

-- Grows with every change of a kind that processes keep in memory (organization, calendar, setting): one look tells what is stale.
CREATE TABLE IF NOT EXISTS data_version (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind)
) {clustered};

CREATE TABLE IF NOT EXISTS person (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    login {text} NOT NULL,
    email {text},
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS person_login ON person (tenant_id, login);
CREATE UNIQUE INDEX IF NOT EXISTS person_email ON person (tenant_id, email);

CREATE TABLE IF NOT EXISTS department (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE TABLE IF NOT EXISTS post (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE TABLE IF NOT EXISTS delegation (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

-- group_id is the head of the group, the customer itself where it has none. uscc and keys are null or absent when unknown: nothing
-- that is empty equals anything.
CREATE TABLE IF NOT EXISTS account (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    name_key {text} NOT NULL,
    uscc {text},
    owner_id {uuid},
    department_id {uuid} NOT NULL,
    group_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS account_name ON account (tenant_id, name_key);
CREATE UNIQUE INDEX IF NOT EXISTS account_uscc ON account (tenant_id, uscc);
CREATE INDEX IF NOT EXISTS account_owner ON account (tenant_id, owner_id, id);
CREATE INDEX IF NOT EXISTS account_department ON account (tenant_id, department_id, id);
CREATE INDEX IF NOT EXISTS account_group ON account (tenant_id, group_id, id);

-- By what a customer is recognised: names it had, its pairs of characters, phones and mail domains of its people.
CREATE TABLE IF NOT EXISTS account_key (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    value {text} NOT NULL,
    account_id {uuid} NOT NULL,
    source_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, kind, value, account_id, source_id)
) {clustered};

CREATE INDEX IF NOT EXISTS account_key_source ON account_key (tenant_id, source_id, kind, value);

CREATE TABLE IF NOT EXISTS contact (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    account_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS contact_account ON contact (tenant_id, account_id, id);

CREATE TABLE IF NOT EXISTS product (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    code {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS product_code ON product (tenant_id, code);

CREATE TABLE IF NOT EXISTS price_book (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    valid_from {text} NOT NULL,
    valid_to {text},
    published_at BIGINT,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS price_book_valid ON price_book (tenant_id, valid_from, published_at, id);

-- The lines of a price book, apart from it so that no row grows without limit.
CREATE TABLE IF NOT EXISTS price_line (
    tenant_id {uuid} NOT NULL,
    price_book_id {uuid} NOT NULL,
    product_id {uuid} NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, price_book_id, product_id)
) {clustered};

CREATE TABLE IF NOT EXISTS own_entity (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    uscc {text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS own_entity_uscc ON own_entity (tenant_id, uscc);

-- serial_key is null once a receipt is reversed, so that it can be booked again rightly.
CREATE TABLE IF NOT EXISTS receipt (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    serial_key {text},
    payer_key {text} NOT NULL,
    received_on {text} NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    allocated_minor BIGINT NOT NULL CHECK (allocated_minor >= 0 AND allocated_minor <= amount_minor),
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE UNIQUE INDEX IF NOT EXISTS receipt_serial ON receipt (tenant_id, serial_key);
CREATE INDEX IF NOT EXISTS receipt_day ON receipt (tenant_id, received_on, id);
CREATE INDEX IF NOT EXISTS receipt_payer ON receipt (tenant_id, payer_key, id);

-- What deals have claimed of a receipt; negative where one gave it back.
CREATE TABLE IF NOT EXISTS receipt_allocation (
    tenant_id {uuid} NOT NULL,
    receipt_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    command_id {uuid} NOT NULL,
    amount_minor BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, receipt_id, deal_id, command_id)
) {clustered};

CREATE TABLE IF NOT EXISTS calendar_change (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (tenant_id, id)
) {clustered};

-- What one deal counts for in limits that reach across deals; written with its events, and again when projections are rebuilt.
CREATE TABLE IF NOT EXISTS deal_footprint (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    owner_id {uuid},
    open BIGINT NOT NULL,
    holder_id {uuid},
    quoted_at BIGINT,
    quote_list_minor BIGINT,
    quote_gross_minor BIGINT,
    exposure_minor BIGINT NOT NULL,
    oldest_due_on {text},
    last_contact_at BIGINT,
    PRIMARY KEY (tenant_id, deal_id)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_footprint_holder ON deal_footprint (tenant_id, holder_id, deal_id);
CREATE INDEX IF NOT EXISTS deal_footprint_owner ON deal_footprint (tenant_id, owner_id, open, deal_id);
CREATE INDEX IF NOT EXISTS deal_footprint_account ON deal_footprint (tenant_id, account_id, deal_id);

-- Where people are on visits.
CREATE TABLE IF NOT EXISTS busy_time (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    deal_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, person_id, start_at, end_at, deal_id)
) {clustered};

CREATE INDEX IF NOT EXISTS busy_time_deal ON busy_time (tenant_id, deal_id, person_id);

-- Leads taken from the pool.
CREATE TABLE IF NOT EXISTS lead_claim (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    claimed_at BIGINT NOT NULL,
    deal_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, person_id, claimed_at, deal_id)
) {clustered};

-- What a person signs in with; the hash says how it was made.
CREATE TABLE IF NOT EXISTS credential (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    password_hash {text} NOT NULL,
    changed_at BIGINT NOT NULL,
    must_change BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
) {clustered};

-- Only the digest of a token is kept: whoever reads the table cannot sign in with it.
CREATE TABLE IF NOT EXISTS session (
    tenant_id {uuid} NOT NULL,
    token_digest {blob} NOT NULL,
    person_id {uuid} NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address_digest {blob},
    agent_digest {blob},
    PRIMARY KEY (tenant_id, token_digest)
) {clustered};

CREATE INDEX IF NOT EXISTS session_person ON session (tenant_id, person_id, created_at);
CREATE INDEX IF NOT EXISTS session_expiry ON session (tenant_id, expires_at);

-- Tokens for one use: the first administrator, a forgotten password.
CREATE TABLE IF NOT EXISTS setup_token (
    tenant_id {uuid} NOT NULL,
    token_digest {blob} NOT NULL,
    purpose {text} NOT NULL,
    person_id {uuid},
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, token_digest)
) {clustered};

-- Failed attempts to sign in within a window, per login or address (as a digest).
CREATE TABLE IF NOT EXISTS sign_in_failure (
    tenant_id {uuid} NOT NULL,
    subject {blob} NOT NULL,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, subject)
) {clustered};

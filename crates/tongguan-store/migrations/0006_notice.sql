-- Word to people of what happened. params holds ids, keys and dates; the sentence is made when somebody reads it.
CREATE TABLE IF NOT EXISTS notice (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    reason {text} NOT NULL,
    deal_id {uuid},
    about_kind {text} NOT NULL CHECK (about_kind IN ('deal', 'obligation', 'approval')),
    about_id {uuid},
    params {text} NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS notice_person ON notice (tenant_id, person_id, id);
CREATE INDEX IF NOT EXISTS notice_unread ON notice (tenant_id, person_id, id) WHERE read_at IS NULL;

-- What a person does not want to be told.
CREATE TABLE IF NOT EXISTS notice_mute (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (tenant_id, person_id, reason)
) {clustered};

-- By which ways notices leave the house; set by a starting server from its configuration.
CREATE TABLE IF NOT EXISTS notice_channel (
    tenant_id {uuid} NOT NULL,
    channel {text} NOT NULL CHECK (channel IN ('mail', 'group')),
    PRIMARY KEY (tenant_id, channel)
) {clustered};

-- Notices on their way out. Of one channel and queue the first by place goes first; due_at is the next moment at which it may be tried.
CREATE TABLE IF NOT EXISTS outbox (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    channel {text} NOT NULL,
    queue {text} NOT NULL,
    place BIGINT NOT NULL,
    notice_id {uuid} NOT NULL,
    due_at BIGINT NOT NULL,
    owner {uuid},
    attempts BIGINT NOT NULL,
    last_error {text},
    dead_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS outbox_due ON outbox (tenant_id, due_at, id) WHERE dead_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_queue ON outbox (tenant_id, channel, queue, place) WHERE dead_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_dead ON outbox (tenant_id, dead_at, id) WHERE dead_at IS NOT NULL;

-- What lists, boards, queues and sums read of deals. Every row is made from a folded deal, in the transaction of its events,
-- and can be made again from them. Columns that sort are never null: what is not known sorts last.

CREATE TABLE IF NOT EXISTS deal (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    process_version BIGINT NOT NULL,
    registered_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    account_id {uuid} NOT NULL,
    owner_id {uuid},
    department_id {uuid} NOT NULL,
    lead_no {text},
    opportunity_no {text},
    stage {text} NOT NULL,
    stage_since BIGINT NOT NULL,
    standing {text} NOT NULL CHECK (standing IN ('open', 'closed', 'lost', 'invalid')),
    screening {text},
    grade {text},
    source_channel {text},
    amount_minor BIGINT NOT NULL,
    close_on {text} NOT NULL,
    won_on {text},
    ended_at BIGINT,
    next_due_at BIGINT NOT NULL,
    next_clock {text},
    open_count BIGINT NOT NULL,
    overdue_count BIGINT NOT NULL,
    approval_count BIGINT NOT NULL,
    gate {text},
    gate_done BIGINT NOT NULL,
    gate_total BIGINT NOT NULL,
    contract_minor BIGINT NOT NULL,
    received_minor BIGINT NOT NULL,
    outstanding_minor BIGINT NOT NULL,
    unpaid_since {text} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_updated ON deal (tenant_id, standing, updated_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_stage ON deal (tenant_id, standing, stage, updated_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_amount ON deal (tenant_id, standing, amount_minor, deal_id);
CREATE INDEX IF NOT EXISTS deal_close ON deal (tenant_id, standing, close_on, deal_id);
CREATE INDEX IF NOT EXISTS deal_next_due ON deal (tenant_id, standing, next_due_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_department ON deal (tenant_id, department_id, standing, updated_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_owner ON deal (tenant_id, owner_id, standing, updated_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_account ON deal (tenant_id, account_id, updated_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_unpaid ON deal (tenant_id, unpaid_since, deal_id) WHERE outstanding_minor > 0;
CREATE INDEX IF NOT EXISTS deal_won ON deal (tenant_id, won_on, deal_id) WHERE won_on IS NOT NULL;
CREATE INDEX IF NOT EXISTS deal_registered ON deal (tenant_id, registered_at, deal_id);
CREATE INDEX IF NOT EXISTS deal_ended ON deal (tenant_id, standing, ended_at, deal_id) WHERE ended_at IS NOT NULL;

-- Who takes part, and therefore sees the deal.
CREATE TABLE IF NOT EXISTS deal_person (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, person_id)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_person_person ON deal_person (tenant_id, person_id, deal_id);

-- Numbers by which people ask for a deal: its own and those of its documents. tail is the running part.
CREATE TABLE IF NOT EXISTS deal_number (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    number {text} NOT NULL,
    tail {text} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, number)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_number_number ON deal_number (tenant_id, number, deal_id);
CREATE INDEX IF NOT EXISTS deal_number_tail ON deal_number (tenant_id, tail, deal_id);

-- Every stay in a stage, for dwell and funnel.
CREATE TABLE IF NOT EXISTS stage_passage (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    passage BIGINT NOT NULL,
    stage {text} NOT NULL,
    department_id {uuid} NOT NULL,
    entered_at BIGINT NOT NULL,
    left_at BIGINT,
    left_to {text},
    PRIMARY KEY (tenant_id, deal_id, passage)
) {clustered};

CREATE INDEX IF NOT EXISTS stage_passage_entered ON stage_passage (tenant_id, stage, entered_at, deal_id);
CREATE INDEX IF NOT EXISTS stage_passage_left ON stage_passage (tenant_id, stage, left_at, deal_id) WHERE left_at IS NOT NULL;

-- Who owes what by when, also what is closed.
CREATE TABLE IF NOT EXISTS obligation (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    obligation_id {uuid} NOT NULL,
    clock {text} NOT NULL,
    subject {text} NOT NULL,
    debtor_id {uuid},
    owner_id {uuid},
    department_id {uuid} NOT NULL,
    stage {text} NOT NULL,
    due_at BIGINT NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'met', 'cancelled')),
    missed BIGINT NOT NULL CHECK (missed IN (0, 1)),
    paused BIGINT NOT NULL CHECK (paused IN (0, 1)),
    PRIMARY KEY (tenant_id, deal_id, obligation_id)
) {clustered};

CREATE INDEX IF NOT EXISTS obligation_debtor ON obligation (tenant_id, debtor_id, due_at, obligation_id) WHERE state = 'open';
CREATE INDEX IF NOT EXISTS obligation_owner ON obligation (tenant_id, owner_id, due_at, obligation_id) WHERE state = 'open';
CREATE INDEX IF NOT EXISTS obligation_department ON obligation (tenant_id, department_id, due_at, obligation_id) WHERE state = 'open';
CREATE INDEX IF NOT EXISTS obligation_due ON obligation (tenant_id, due_at, obligation_id) WHERE state = 'open';
CREATE INDEX IF NOT EXISTS obligation_clock ON obligation (tenant_id, clock, due_at, obligation_id);

-- Approvals, past ones included.
CREATE TABLE IF NOT EXISTS approval (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    approval_id {uuid} NOT NULL,
    chain {text} NOT NULL,
    subject {text} NOT NULL,
    document_id {uuid},
    document_kind {text},
    revision BIGINT,
    gate {text},
    condition {text},
    digest {blob} NOT NULL,
    department_id {uuid} NOT NULL,
    submitter_id {uuid} NOT NULL,
    requested_at BIGINT NOT NULL,
    step BIGINT NOT NULL,
    step_count BIGINT NOT NULL,
    step_since BIGINT,
    blocked BIGINT NOT NULL CHECK (blocked IN (0, 1)),
    result {text},
    PRIMARY KEY (tenant_id, deal_id, approval_id)
) {clustered};

CREATE INDEX IF NOT EXISTS approval_submitter ON approval (tenant_id, submitter_id, requested_at, approval_id);
CREATE INDEX IF NOT EXISTS approval_open ON approval (tenant_id, requested_at, approval_id) WHERE result IS NULL;
CREATE INDEX IF NOT EXISTS approval_exception ON approval (tenant_id, requested_at, approval_id) WHERE gate IS NOT NULL;

-- Whose turn it is in an approval, and who decided what: part is 'turn' or 'vote'. For a turn, place is its step; for a vote, its
-- place among all votes.
CREATE TABLE IF NOT EXISTS approval_person (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    approval_id {uuid} NOT NULL,
    part {text} NOT NULL CHECK (part IN ('turn', 'vote')),
    place BIGINT NOT NULL,
    person_id {uuid} NOT NULL,
    step BIGINT NOT NULL,
    instead_of_id {uuid},
    verdict {text},
    since BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, approval_id, part, place, person_id)
) {clustered};

CREATE INDEX IF NOT EXISTS approval_person_person ON approval_person (tenant_id, person_id, part, since, approval_id);

-- The latest revision of each document; earlier ones are read from the stream.
CREATE TABLE IF NOT EXISTS document (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    number {text},
    revision BIGINT NOT NULL,
    digest {blob} NOT NULL,
    body_id {uuid} NOT NULL,
    status {text} NOT NULL CHECK (status IN ('submitted', 'in_review', 'approved', 'refused')),
    submitted_by {uuid},
    submitted_at BIGINT NOT NULL,
    department_id {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, deal_id, document_id)
) {clustered};

CREATE INDEX IF NOT EXISTS document_kind ON document (tenant_id, kind, submitted_at, document_id);

-- Deals counted and summed per standing, stage, department and owner (the nil id stands for nobody), so that a board of any size is
-- a few hundred rows. since_s is the sum of the starts of the present stays, in seconds.
CREATE TABLE IF NOT EXISTS deal_sum (
    tenant_id {uuid} NOT NULL,
    standing {text} NOT NULL,
    stage {text} NOT NULL,
    department_id {uuid} NOT NULL,
    owner_id {uuid} NOT NULL,
    deals BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    outstanding_minor BIGINT NOT NULL,
    since_s BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, standing, stage, department_id, owner_id)
) {clustered};

-- Names to be found by any part, and by pinyin; of customers and of their people. form is 'name', 'pinyin' or 'initials'.
CREATE TABLE IF NOT EXISTS search_text (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    id {uuid} NOT NULL,
    form {text} NOT NULL,
    account_id {uuid} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (tenant_id, kind, id, form)
) {clustered};

CREATE TABLE IF NOT EXISTS search_gram (
    tenant_id {uuid} NOT NULL,
    gram {text} NOT NULL,
    kind {text} NOT NULL,
    id {uuid} NOT NULL,
    form {text} NOT NULL,
    PRIMARY KEY (tenant_id, gram, kind, id, form)
) {clustered};

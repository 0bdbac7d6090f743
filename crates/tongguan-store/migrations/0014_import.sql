-- Imports: the record of each, what became of its rows, and how files of one shape were understood before.
CREATE TABLE IF NOT EXISTS import (
    tenant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    state {text} NOT NULL,
    created_by {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) {clustered};

CREATE INDEX IF NOT EXISTS import_state ON import (tenant_id, state, id);
CREATE INDEX IF NOT EXISTS import_person ON import (tenant_id, created_by, id);

-- How far an import has come; apart from its record, so that counting is no change of it.
CREATE TABLE IF NOT EXISTS import_progress (
    tenant_id {uuid} NOT NULL,
    import_id {uuid} NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, import_id)
) {clustered};

-- Rows of an import in parts of some hundred: `data` holds what became of each, `tally` how many there are of a kind, so that a page of
-- a hundred thousand rows reads the parts that it shows and no others. A part is written with what its rows did, or not at all.
CREATE TABLE IF NOT EXISTS import_part (
    tenant_id {uuid} NOT NULL,
    import_id {uuid} NOT NULL,
    phase {text} NOT NULL,
    part BIGINT NOT NULL,
    last_row BIGINT NOT NULL,
    tally {text} NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, import_id, phase, part)
) {clustered};

-- The mapping that was last used for a kind and a head.
CREATE TABLE IF NOT EXISTS import_mapping (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    head {text} NOT NULL,
    data {text} NOT NULL,
    PRIMARY KEY (tenant_id, kind, head)
) {clustered};

-- Rows of reference data that an import made and that were taken back with it: no list, key or search has them, their history does.
CREATE TABLE IF NOT EXISTS taken_back (
    tenant_id {uuid} NOT NULL,
    kind {text} NOT NULL,
    id {uuid} NOT NULL,
    version BIGINT NOT NULL,
    data {text} NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind, id)
) {clustered};

CREATE INDEX IF NOT EXISTS price_line_product ON price_line (tenant_id, product_id, price_book_id);

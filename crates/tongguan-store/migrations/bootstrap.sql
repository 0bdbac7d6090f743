-- What the migration runner itself stands on. Run at every start, so it may only ever create what is missing.

CREATE TABLE IF NOT EXISTS schema_migration (
    version BIGINT NOT NULL,
    name {text} NOT NULL,
    digest {blob} NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (version)
) {clustered};

-- Leader work: whoever holds the row works, and every write it makes carries the epoch.
CREATE TABLE IF NOT EXISTS lease (
    name {text} NOT NULL,
    owner {uuid} NOT NULL,
    until_at BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    PRIMARY KEY (name)
) {clustered};

-- When the scanner next has something to record about a deal, and whether an approval of it waits for somebody to fill a post.
-- Made from the folded deal in the transaction of its events. No row where there is nothing to wait for.
CREATE TABLE IF NOT EXISTS deal_moment (
    tenant_id {uuid} NOT NULL,
    deal_id {uuid} NOT NULL,
    at BIGINT NOT NULL,
    is_blocked BIGINT NOT NULL CHECK (is_blocked IN (0, 1)),
    PRIMARY KEY (tenant_id, deal_id)
) {clustered};

CREATE INDEX IF NOT EXISTS deal_moment_at ON deal_moment (tenant_id, at, deal_id);
CREATE INDEX IF NOT EXISTS deal_moment_blocked ON deal_moment (tenant_id, deal_id) WHERE is_blocked = 1;

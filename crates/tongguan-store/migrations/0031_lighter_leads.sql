-- A lead costs an index entry less for each of these: the keys of a customer are found by what they were, not by whose they are, and
-- the leads that somebody holds are counted in deal_sum.

DROP INDEX IF EXISTS account_key_source;
DROP INDEX IF EXISTS deal_footprint_holder;

CREATE INDEX IF NOT EXISTS deal_sum_owner ON deal_sum (tenant_id, owner_id, standing, stage);

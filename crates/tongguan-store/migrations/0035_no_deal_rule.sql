-- A company that worked without the rule "no deal" goes on without it until somebody switches it on: the first night after an update
-- must not take customers of which nobody was told. A new company begins with the rule.

INSERT INTO setting (tenant_id, key, value, updated_at) SELECT tenant_id, 'account_no_deal_days', '0', 0 FROM tenant WHERE 1 = 1
    ON CONFLICT (tenant_id, key) DO NOTHING;

-- The key with which a phone seals what it keeps, left with the account, so that a forgotten PIN loses nothing: one a person and installation, given back to nobody else.
-- `sealed` is sealed with the county's key (sealing_key, wire/sealing.ts): a listing of this table opens nothing. Whoever holds the whole database holds the households anyway.

CREATE TABLE device_key (
  county text NOT NULL REFERENCES county,
  account_id uuid NOT NULL,
  device_id uuid NOT NULL,
  sealed bytea NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (county, account_id, device_id),
  FOREIGN KEY (county, account_id) REFERENCES account (county, id)
);

GRANT SELECT, INSERT ON device_key TO ruhu_app;

ALTER TABLE device_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON device_key FOR ALL USING (county = (SELECT ruhu_county()) AND account_id = (SELECT ruhu_account()));

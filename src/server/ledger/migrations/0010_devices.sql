-- Phones as the office keeps them: what each says of itself, which are stopped and why; and the county's keys for what is sealed for the server.

ALTER TABLE device
  ADD COLUMN store_version integer,
  ADD COLUMN wire_version integer,
  ADD COLUMN refused integer NOT NULL DEFAULT 0,
  -- Refused ones that a person put aside: numbers that will never come.
  ADD COLUMN aside integer NOT NULL DEFAULT 0,
  ADD COLUMN drafts integer NOT NULL DEFAULT 0,
  ADD COLUMN files_waiting integer NOT NULL DEFAULT 0,
  ADD COLUMN file_bytes bigint NOT NULL DEFAULT 0,
  -- Null where the browser does not say.
  ADD COLUMN room_used bigint,
  ADD COLUMN room_allowed bigint,
  ADD COLUMN failing_times integer NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN failing_why text,
  ADD COLUMN first_contact_at timestamptz NOT NULL DEFAULT now(),
  -- Numbers of its hand-ins that are here: what is between them and below the highest is missing. Kept beside the device, so that whoever sees no hand-in can still count.
  ADD COLUMN received int4multirange NOT NULL DEFAULT '{}',
  ADD COLUMN revoked_by uuid,
  ADD COLUMN revoked_reason text,
  -- When it heard that it is stopped: from then on its key is gone, and stopping cannot be taken back.
  ADD COLUMN told_at timestamptz;
-- A stopped phone is known by its id alone, whatever has become of its session.
CREATE INDEX device_stopped ON device (id) WHERE revoked_at IS NOT NULL;
CREATE INDEX device_of_account ON device (county, account_id, last_contact_at);
CREATE INDEX device_waiting ON device (county, oldest_at) WHERE holding > 0;

-- The owner is bound by the walls, too; what is already here is counted once without them.
ALTER TABLE hand_in NO FORCE ROW LEVEL SECURITY;
ALTER TABLE device NO FORCE ROW LEVEL SECURITY;
UPDATE device d SET received = COALESCE((
  SELECT range_agg(int4range(i.device_number, i.device_number + 1)) FROM hand_in i
  WHERE i.county = d.county AND i.device_id = d.id AND i.account_id = d.account_id), '{}');
ALTER TABLE hand_in FORCE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;

-- The county office stops phones, too.
CREATE POLICY stopped ON device FOR UPDATE USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'auditor');

-- The door tells a stopped phone so, and writes down that it was told.
CREATE POLICY door ON device FOR ALL USING ((SELECT ruhu_role()) = 'door');

ALTER TABLE session ADD COLUMN device_id uuid;

-- Key pairs of a county, ECDH P-256: phones seal with the public half. It stays with the database, so that every server process opens what any phone sealed, and a restored
-- backup opens what was sealed before it. The private half is read by the server's own office only; whoever holds the database holds all that it could open anyway.
CREATE TABLE sealing_key (
  county text NOT NULL REFERENCES county,
  id text NOT NULL CHECK (id ~ '^[0-9a-f]{16}$'),
  public_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- A key that was replaced still opens what was sealed with it.
  retired_at timestamptz,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX sealing_key_in_use ON sealing_key (county) WHERE retired_at IS NULL;
CREATE TABLE sealing_secret (
  county text NOT NULL,
  id text NOT NULL,
  private_key bytea NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, id) REFERENCES sealing_key
);

GRANT SELECT, INSERT ON sealing_key, sealing_secret TO ruhu_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sealing_key', 'sealing_secret'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY kept ON %I FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = ''system'')', name);
  END LOOP;
END
$$;
CREATE POLICY seen ON sealing_key FOR SELECT USING (county = (SELECT ruhu_county()));

-- Two reports of one household are brought together field by field against the version that each of them saw: for that every version is kept, and what they differ in waits here
-- for the desk. The versions lie on the server rather than in each check: a check in a pocket for weeks need not carry them, and a phone cannot alter them.

-- How the version that stands came about; `told_of` is the version that this speaks of. `other`: whoever wrote it said nothing about itself.
ALTER TABLE household
  ADD COLUMN told_of integer,
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN changed_by uuid,
  ADD COLUMN source text CHECK (source IN ('check', 'desk', 'settlement', 'other')),
  ADD COLUMN hand_in_id uuid;

-- Earlier versions, each kept at the moment when the next one takes its place: a household that never changed costs nothing here.
CREATE TABLE household_version (
  county text NOT NULL,
  household_id uuid NOT NULL,
  version integer NOT NULL,
  -- domain/household, but for the past checks.
  body jsonb NOT NULL,
  changed_at timestamptz,
  changed_by uuid,
  source text,
  hand_in_id uuid,
  PRIMARY KEY (county, household_id, version),
  FOREIGN KEY (county, household_id) REFERENCES household ON DELETE CASCADE
);

-- Whoever writes a household's next version writes its members after it, so that those read here are those of the version that goes.
CREATE FUNCTION keep_household_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO household_version (county, household_id, version, body, changed_at, changed_by, source, hand_in_id)
  VALUES (OLD.county, OLD.id, OLD.version,
    jsonb_build_object('id', OLD.id, 'villageCode', OLD.village_code, 'groupName', OLD.group_name, 'houseNo', OLD.house_no, 'address', OLD.address, 'headName', OLD.head_name,
      'phone', OLD.phone, 'kind', OLD.kind, 'category', OLD.category, 'monitorState', OLD.monitor_state, 'size', OLD.size, 'version', OLD.version, 'pastChecks', '[]'::jsonb)
    || (OLD.body - 'pastChecks' - 'disputed')
    || jsonb_build_object('members', COALESCE((
      SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'idNumber', m.id_number) || m.body ORDER BY m.position)
      FROM member m WHERE m.county = OLD.county AND m.household_id = OLD.id), '[]'::jsonb)),
    OLD.changed_at, OLD.changed_by, OLD.source, OLD.hand_in_id);
  IF NEW.told_of IS DISTINCT FROM NEW.version THEN
    NEW.told_of := NEW.version;
    NEW.changed_at := now();
    NEW.changed_by := (SELECT ruhu_account());
    NEW.source := 'other';
    NEW.hand_in_id := NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_version BEFORE UPDATE OF version ON household FOR EACH ROW WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION keep_household_version();

-- 数据冲突: one field of one household on which two reports differ. The archive keeps what it had until the desk decides.
CREATE TABLE household_conflict (
  county text NOT NULL,
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  -- domain/archive/fields: <instance>/<key>.
  path text NOT NULL,
  -- domain/conflict Side, the archive's own first: value, who, when, from where.
  sides jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by uuid,
  settled_value jsonb,
  -- Empty when one of the sides was kept.
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, household_id) REFERENCES household ON DELETE CASCADE,
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
-- Whatever else is said of a field in dispute joins its dispute.
CREATE UNIQUE INDEX household_conflict_open ON household_conflict (county, household_id, path) WHERE settled_at IS NULL;
CREATE INDEX household_conflict_waiting ON household_conflict (county, opened_at) WHERE settled_at IS NULL;

-- A second check of the same visit, from another phone: it is not the next revision, and is brought together with the first when the county passes it.
ALTER TABLE hand_in ADD COLUMN beside uuid;

GRANT SELECT, INSERT ON household_version TO ruhu_app;
GRANT SELECT, INSERT, UPDATE ON household_conflict TO ruhu_app;

-- A household may move to another village, and its versions and conflicts with it: whoever sees the household sees them.
DO $$
DECLARE
  of_seen text := 'county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN %s AND EXISTS (SELECT 1 FROM household h WHERE h.county = %I.county AND h.id = %I.household_id)';
  office text := '(''reviewer'', ''auditor'', ''system'')';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['household_version', 'household_conflict'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (%s)', name, format(of_seen, office, name, name));
  END LOOP;
  EXECUTE format('CREATE POLICY kept ON household_version FOR INSERT WITH CHECK (%s)',
    format(of_seen, '(''collector'', ''reviewer'', ''auditor'', ''system'')', 'household_version', 'household_version'));
  EXECUTE format('CREATE POLICY opened ON household_conflict FOR INSERT WITH CHECK (%s)',
    format(of_seen, '(''auditor'', ''system'')', 'household_conflict', 'household_conflict'));
  -- What is settled stays as it was settled.
  EXECUTE format('CREATE POLICY settled ON household_conflict FOR UPDATE USING (settled_at IS NULL AND %s) WITH CHECK (%s)',
    format(of_seen, '(''auditor'', ''system'')', 'household_conflict', 'household_conflict'),
    format(of_seen, '(''auditor'', ''system'')', 'household_conflict', 'household_conflict'));
END
$$;

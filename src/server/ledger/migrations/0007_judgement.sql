-- What the server found in a check that was handed in: made a moment after its receipt, so that nobody waits for it at the door; a check itself is never changed.

CREATE TABLE judgement (
  county text NOT NULL,
  hand_in_id uuid NOT NULL,
  village_code text NOT NULL,
  -- wire/desk Remark: rules and form, each with what was said to it at the door.
  remarks jsonb NOT NULL,
  judged_at timestamptz NOT NULL,
  PRIMARY KEY (county, hand_in_id),
  FOREIGN KEY (county, hand_in_id) REFERENCES hand_in
);

-- 已核实: what could not be verified at the door has been settled by the office, with who and how.
CREATE TABLE remark_settled (
  county text NOT NULL,
  hand_in_id uuid NOT NULL,
  village_code text NOT NULL,
  code text NOT NULL,
  path text NOT NULL,
  note text NOT NULL,
  author_id uuid NOT NULL,
  settled_at timestamptz NOT NULL,
  PRIMARY KEY (county, hand_in_id, code, path),
  FOREIGN KEY (county, hand_in_id) REFERENCES hand_in
);

GRANT SELECT, INSERT ON judgement, remark_settled TO ruhu_app;

DO $$
DECLARE
  within text := 'county = (SELECT ruhu_county()) AND village_code LIKE ANY ((SELECT ruhu_scope())::text[]) AND (SELECT ruhu_role()) IN ';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['judgement', 'remark_settled'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (%s)', name, within || '(''reviewer'', ''auditor'', ''system'')');
    EXECUTE format('CREATE POLICY judged ON %I FOR INSERT WITH CHECK (%s)', name, within || '(''reviewer'', ''auditor'', ''system'')');
  END LOOP;
END
$$;
-- The same number in another household is looked for whenever a check is judged.
CREATE INDEX household_phone ON household (county, phone) WHERE phone <> '';

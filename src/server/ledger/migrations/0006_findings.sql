-- What the quality rules found in the archive, one run over the county after another. Lists read the last finished run; the one before goes in the transaction in which it is finished.

CREATE TABLE quality_run (
  county text NOT NULL,
  -- The job's.
  id uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  -- Null while it is under way: nobody is shown half of it.
  finished_at timestamptz,
  author_name text NOT NULL DEFAULT '',
  PRIMARY KEY (county, id)
);

-- A village that the run has been through, in the transaction of its findings: a run that was broken off goes on with the others.
CREATE TABLE quality_village (
  county text NOT NULL,
  run_id uuid NOT NULL,
  village_code text NOT NULL,
  households integer NOT NULL,
  -- Those in which something was found.
  with_findings integer NOT NULL,
  PRIMARY KEY (county, run_id, village_code),
  FOREIGN KEY (county, run_id) REFERENCES quality_run ON DELETE CASCADE
);

CREATE TABLE finding (
  county text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  run_id uuid NOT NULL,
  village_code text NOT NULL,
  household_id uuid NOT NULL,
  -- domain/rules: the rule's code, and where it stands.
  code text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('E', 'W')),
  instance_id text NOT NULL,
  key text NOT NULL,
  -- Names a person; never shows a number of theirs.
  message text NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, run_id) REFERENCES quality_run ON DELETE CASCADE
);
CREATE INDEX finding_list ON finding (county, run_id, village_code, household_id, id);
CREATE INDEX finding_rule ON finding (county, run_id, code, village_code, household_id, id);
-- The checks of a household, the latest first.
CREATE INDEX task_household ON task (county, household_id, created_at) WHERE household_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON quality_run, quality_village, finding TO ruhu_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ruhu_app;

DO $$
DECLARE
  office text := 'county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN (''reviewer'', ''auditor'', ''system'')';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quality_run', 'quality_village', 'finding'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- Only the county's own job writes them.
    EXECUTE format('CREATE POLICY kept ON %I FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = ''system'')', name);
  END LOOP;
  EXECUTE format('CREATE POLICY seen ON quality_run FOR SELECT USING (%s)', office);
  FOREACH name IN ARRAY ARRAY['quality_village', 'finding'] LOOP
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (%s AND village_code LIKE ANY ((SELECT ruhu_scope())::text[]))', name, office);
  END LOOP;
END
$$;

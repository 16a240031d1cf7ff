-- Survey forms as published: the document itself is never changed and never taken away, for drafts and hand-ins name it by id and version; when it was in use stands beside it.

CREATE TABLE survey_form (
  county text NOT NULL REFERENCES county,
  -- SHA-256 of the definition's canonical JSON.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  form_id text NOT NULL,
  version text NOT NULL,
  title text NOT NULL,
  -- As text that keeps its order: sent to phones and written into sheets as it was published.
  definition json NOT NULL,
  -- Name of the .xlsx it came from; empty where it came with the program.
  source_name text NOT NULL DEFAULT '',
  author_id uuid,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, hash),
  UNIQUE (county, form_id, version)
);

CREATE TABLE form_use (
  county text NOT NULL,
  hash text NOT NULL,
  use text NOT NULL CHECK (use IN ('check', 'supplement')),
  begun_at timestamptz NOT NULL,
  begun_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  PRIMARY KEY (county, hash, use, begun_at),
  FOREIGN KEY (county, hash) REFERENCES survey_form
);
CREATE UNIQUE INDEX form_use_one_check ON form_use (county) WHERE use = 'check' AND ended_at IS NULL;
CREATE UNIQUE INDEX form_use_once ON form_use (county, hash) WHERE ended_at IS NULL;

GRANT SELECT, INSERT ON survey_form, form_use TO ruhu_app;
GRANT UPDATE (ended_at, ended_by) ON form_use TO ruhu_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['survey_form', 'form_use'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- A form holds questions, nobody's answers: whoever works in the county may read it.
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (county = (SELECT ruhu_county()))', name);
    EXECUTE format(
      'CREATE POLICY published ON %I FOR INSERT WITH CHECK (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN (''auditor'', ''admin'', ''system''))', name);
  END LOOP;
END
$$;
CREATE POLICY ended ON form_use FOR UPDATE USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'admin', 'system'));

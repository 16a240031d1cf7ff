-- Photos, signatures and voice notes that checks name, and the files that have arrived. A file is found by the hash of its bytes: the same photo named by two revisions is one file.

CREATE TABLE evidence (
  county text NOT NULL,
  hand_in_id uuid NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  village_code text NOT NULL,
  purpose text NOT NULL,
  about text NOT NULL DEFAULT '',
  type text NOT NULL,
  bytes integer NOT NULL CHECK (bytes > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz NOT NULL,
  PRIMARY KEY (county, hand_in_id, id),
  FOREIGN KEY (county, hand_in_id) REFERENCES hand_in
);
CREATE INDEX evidence_file_named ON evidence (county, sha256);

CREATE TABLE evidence_file (
  county text NOT NULL REFERENCES county,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer NOT NULL,
  received_at timestamptz NOT NULL,
  received_from uuid NOT NULL,
  PRIMARY KEY (county, sha256)
);

GRANT SELECT, INSERT ON evidence, evidence_file TO ruhu_app;

DO $$
DECLARE
  within text := 'county = (SELECT ruhu_county()) AND village_code LIKE ANY ((SELECT ruhu_scope())::text[]) AND (SELECT ruhu_role()) IN ';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence', 'evidence_file'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  EXECUTE format('CREATE POLICY seen ON evidence FOR SELECT USING (%s)', within || '(''collector'', ''reviewer'', ''auditor'', ''system'')');
  EXECUTE format('CREATE POLICY handed_in ON evidence FOR INSERT WITH CHECK (%s)', within || '(''collector'', ''system'')');
END
$$;
-- A file says nothing but that these bytes are here; whoever may not see what names it, sees nothing of it.
CREATE POLICY seen ON evidence_file FOR SELECT USING (
  county = (SELECT ruhu_county()) AND EXISTS (SELECT 1 FROM evidence e WHERE e.county = evidence_file.county AND e.sha256 = evidence_file.sha256)
);
CREATE POLICY handed_over ON evidence_file FOR INSERT WITH CHECK (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('collector', 'system')
  AND EXISTS (SELECT 1 FROM evidence e WHERE e.county = evidence_file.county AND e.sha256 = evidence_file.sha256)
);

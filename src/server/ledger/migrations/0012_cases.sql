-- The case walks its procedure (domain/case): every act is appended, and the case's row holds what follows from them, for lists and their filters.

-- Nothing of it was ever more than opened: what stood in `state` follows from the entries.
ALTER TABLE monitor_case
  ADD COLUMN procedure text NOT NULL DEFAULT 'identification' CHECK (procedure IN ('identification', 'elimination')),
  -- The day of the first signal: the clock of the decision starts there.
  ADD COLUMN signal_on date NOT NULL DEFAULT CURRENT_DATE,
  -- The last step that stands (domain/case/step.ts), and the one that waits; null once it has ended.
  ADD COLUMN done text DEFAULT 'visited',
  ADD COLUMN waits_for text DEFAULT 'authorized',
  ADD COLUMN back_at text,
  ADD COLUMN ended text CHECK (ended IN ('registered', 'notIncluded', 'withdrawn', 'ceased')),
  ADD COLUMN green_channel boolean NOT NULL DEFAULT false,
  ADD COLUMN posted_on date,
  ADD COLUMN step_due_on date,
  ADD COLUMN decision_due_on date,
  ADD COLUMN paused_days integer NOT NULL DEFAULT 0,
  -- How many acts there are: the next one's place, drawn under the village's lock.
  ADD COLUMN acts integer NOT NULL DEFAULT 0,
  ADD COLUMN national_no text NOT NULL DEFAULT '',
  ADD COLUMN identified_month text NOT NULL DEFAULT '',
  ALTER COLUMN task_id DROP NOT NULL;
ALTER TABLE monitor_case
  DROP COLUMN state,
  ALTER COLUMN signal_on DROP DEFAULT,
  ALTER COLUMN done DROP DEFAULT,
  ALTER COLUMN waits_for DROP DEFAULT;
-- Phones of the village hear how their cases stand.
ALTER TABLE village_log DROP CONSTRAINT village_log_entity_check;
ALTER TABLE village_log ADD CONSTRAINT village_log_entity_check CHECK (entity IN ('task', 'household', 'case'));

CREATE INDEX case_household ON monitor_case (county, household_id, opened_at) WHERE household_id IS NOT NULL;
-- Open cases by what waits, the most urgent first; and all of them, the newest first.
CREATE INDEX case_waiting ON monitor_case (county, waits_for, decision_due_on, id) WHERE closed_at IS NULL;
CREATE INDEX case_open ON monitor_case (county, decision_due_on, id) WHERE closed_at IS NULL;
CREATE INDEX case_village ON monitor_case (county, village_code, opened_at);
CREATE INDEX case_opened ON monitor_case (county, opened_at, id);

CREATE TABLE case_entry (
  county text NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  village_code text NOT NULL,
  place integer NOT NULL,
  act text NOT NULL,
  -- domain/case/act.ts CaseAct.
  body jsonb NOT NULL,
  -- The day it counts for the clocks.
  on_day date NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  by_name text NOT NULL,
  -- Where a village did it at the door: the hand-in that says so.
  hand_in_id uuid,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, case_id) REFERENCES monitor_case
);
CREATE UNIQUE INDEX case_entry_place ON case_entry (county, case_id, place);

-- 信息比对: one question to one department about one person of the household. Its id goes out and comes back with the Excel file, so that nothing is guessed.
CREATE TABLE comparison (
  county text NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  village_code text NOT NULL,
  department text NOT NULL,
  subject text NOT NULL,
  member_id text NOT NULL,
  person_name text NOT NULL,
  id_number text NOT NULL DEFAULT '',
  asked_at timestamptz NOT NULL,
  -- Null until the department has answered.
  hit boolean,
  detail text NOT NULL DEFAULT '',
  answered_at timestamptz,
  answered_by uuid,
  explanation text NOT NULL DEFAULT '',
  explained_at timestamptz,
  explained_by uuid,
  -- Asked before the case was sent back: kept, and asked anew.
  superseded_at timestamptz,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, case_id) REFERENCES monitor_case
);
CREATE INDEX comparison_case ON comparison (county, case_id, department, id);
CREATE INDEX comparison_waiting ON comparison (county, department, asked_at, id) WHERE answered_at IS NULL AND superseded_at IS NULL;
CREATE INDEX comparison_department ON comparison (county, department, asked_at, id);

GRANT SELECT, INSERT ON case_entry TO ruhu_app;
GRANT SELECT, INSERT, UPDATE ON comparison TO ruhu_app;

DO $$
DECLARE
  within text := 'county = (SELECT ruhu_county()) AND village_code LIKE ANY ((SELECT ruhu_scope())::text[]) AND (SELECT ruhu_role()) IN ';
  people text := '(''collector'', ''reviewer'', ''auditor'', ''system'')';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['case_entry', 'comparison'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (%s)', name, within || people);
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT WITH CHECK (%s)', name, within || people);
  END LOOP;
  EXECUTE format('CREATE POLICY settled ON comparison FOR UPDATE USING (%s)', within || '(''auditor'', ''collector'', ''reviewer'', ''system'')');
  -- The village's own steps move its case.
  EXECUTE format('CREATE POLICY walked_in_the_village ON monitor_case FOR ALL USING (%s)', within || '(''collector'')');
END
$$;
CREATE POLICY own ON comparison FOR SELECT USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'department' AND department = (SELECT ruhu_department())
);
CREATE POLICY answered ON comparison FOR UPDATE USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'department' AND department = (SELECT ruhu_department())
);

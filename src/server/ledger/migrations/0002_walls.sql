-- Row-level security: the second wall behind the WHERE clauses. The application works as role ruhu_app, which owns nothing and bypasses nothing.
-- Each transaction says who asks (ledger/asker.ts): ruhu.county, ruhu.scope (LIKE patterns, comma separated), ruhu.role, ruhu.department, ruhu.account.
-- Nothing said: nothing seen. Beside the five roles of people there are three of the server itself: `door` looks up who signs in, `runner` picks up jobs,
-- `system` does one county's jobs. Every new table needs FORCE ROW LEVEL SECURITY and policies of its own; a test looks for them.
-- Settings stand in sub-selects, so that they are read once a query and not once a row.

CREATE FUNCTION ruhu_county() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT current_setting('ruhu.county', true) $$;
CREATE FUNCTION ruhu_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT current_setting('ruhu.role', true) $$;
CREATE FUNCTION ruhu_department() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT current_setting('ruhu.department', true) $$;
CREATE FUNCTION ruhu_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT NULLIF(current_setting('ruhu.account', true), '')::uuid $$;
CREATE FUNCTION ruhu_scope() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT string_to_array(current_setting('ruhu.scope', true), ',') $$;

DO $$
BEGIN
  CREATE ROLE ruhu_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
DO $$
BEGIN
  GRANT ruhu_app TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
  -- Whoever made the role has to have granted it; opening the ledger says so if not.
  NULL;
END
$$;
GRANT USAGE ON SCHEMA public TO ruhu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ruhu_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ruhu_app;
-- What was handed in, decided or traced is never changed and never taken away.
REVOKE UPDATE, DELETE ON hand_in, hand_in_dispute, review, audit FROM ruhu_app;
REVOKE ALL ON migration FROM ruhu_app;
REVOKE DELETE ON county, account, lead, task, import_batch, monitor_case FROM ruhu_app;

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

-- Places and policy: names are no secret within a county; only who keeps them writes them.
CREATE POLICY seen ON county FOR SELECT USING (county = (SELECT ruhu_county()) OR (SELECT ruhu_role()) IN ('door', 'runner'));
CREATE POLICY founded ON county FOR INSERT WITH CHECK (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'system');
CREATE POLICY kept ON county FOR UPDATE USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'system');

CREATE POLICY seen ON division FOR SELECT USING (county = (SELECT ruhu_county()));
CREATE POLICY kept ON division FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('admin', 'system'));

CREATE POLICY seen ON village FOR SELECT USING (county = (SELECT ruhu_county()));
CREATE POLICY founded ON village FOR INSERT WITH CHECK (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('admin', 'system'));
CREATE POLICY numbered ON village FOR UPDATE USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('collector', 'reviewer', 'auditor', 'system')
  AND code LIKE ANY ((SELECT ruhu_scope())::text[])
);

CREATE POLICY seen ON division_alias FOR SELECT USING (county = (SELECT ruhu_county()));
CREATE POLICY learned ON division_alias FOR ALL USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'department', 'admin', 'system')
);

CREATE POLICY seen ON policy FOR SELECT USING (county = (SELECT ruhu_county()));
CREATE POLICY set_by ON policy FOR INSERT WITH CHECK (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'admin', 'system'));

-- People: everybody sees themselves, a reviewer whoever works in the township, the county office everybody.
CREATE POLICY door ON account FOR ALL USING ((SELECT ruhu_role()) = 'door');
CREATE POLICY oneself ON account FOR SELECT USING (county = (SELECT ruhu_county()) AND id = (SELECT ruhu_account()));
CREATE POLICY office ON account FOR SELECT USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'auditor');
CREATE POLICY township ON account FOR SELECT USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'reviewer'
  AND EXISTS (SELECT 1 FROM unnest(scope) AS place WHERE place LIKE ANY ((SELECT ruhu_scope())::text[]))
);
CREATE POLICY kept ON account FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('admin', 'system'));

CREATE POLICY door ON session FOR ALL USING ((SELECT ruhu_role()) = 'door');
CREATE POLICY ended ON session FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('admin', 'system'));
CREATE POLICY door ON sign_in_slip FOR ALL USING ((SELECT ruhu_role()) IN ('door', 'system'));
-- The county is founded and its link used up in one transaction.
CREATE POLICY door ON setup_link FOR ALL USING ((SELECT ruhu_role()) IN ('door', 'system'));

CREATE POLICY own ON device FOR ALL USING (county = (SELECT ruhu_county()) AND account_id = (SELECT ruhu_account()));
CREATE POLICY office ON device FOR SELECT USING (
  -- The account's own policies decide whose devices a reviewer sees.
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('reviewer', 'auditor')
  AND EXISTS (SELECT 1 FROM account WHERE account.county = device.county AND account.id = device.account_id)
);
CREATE POLICY kept ON device FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('admin', 'system'));

CREATE POLICY seen ON group_collector FOR SELECT USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('collector', 'reviewer', 'auditor', 'admin', 'system')
  AND village_code LIKE ANY ((SELECT ruhu_scope())::text[])
);
CREATE POLICY kept ON group_collector FOR ALL USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('reviewer', 'auditor', 'admin', 'system')
  AND village_code LIKE ANY ((SELECT ruhu_scope())::text[])
);

-- What belongs to a village's households: whoever works there. Departments and the system administrator see no household.
DO $$
DECLARE
  within text := 'county = (SELECT ruhu_county()) AND village_code LIKE ANY ((SELECT ruhu_scope())::text[]) AND (SELECT ruhu_role()) IN ';
  people text := '(''collector'', ''reviewer'', ''auditor'', ''system'')';
  office text := '(''reviewer'', ''auditor'', ''system'')';
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['household', 'member', 'task', 'hand_in', 'hand_in_dispute', 'review', 'monitor_case', 'village_log'] LOOP
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (%s)', name, within || people);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['household', 'member', 'task', 'village_log'] LOOP
    EXECUTE format('CREATE POLICY worked_on ON %I FOR ALL USING (%s)', name, within || people);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['hand_in', 'hand_in_dispute'] LOOP
    EXECUTE format('CREATE POLICY handed_in ON %I FOR INSERT WITH CHECK (%s)', name, within || '(''collector'', ''system'')');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['review', 'monitor_case'] LOOP
    EXECUTE format('CREATE POLICY decided ON %I FOR INSERT WITH CHECK (%s)', name, within || office);
  END LOOP;
  EXECUTE format('CREATE POLICY walked_on ON monitor_case FOR UPDATE USING (%s)', within || office);
  EXECUTE format('CREATE POLICY seen ON lead FOR SELECT USING (%s)', within || '(''collector'', ''reviewer'')');
END
$$;

-- Leads: the county office all of them, also those no village is known for; a department its own, and the tasks these became part of.
CREATE POLICY office ON lead FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'system'));
CREATE POLICY own ON lead FOR ALL USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'department' AND department = (SELECT ruhu_department())
);
CREATE POLICY asked_for ON task FOR SELECT USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'department'
  AND EXISTS (SELECT 1 FROM lead WHERE lead.county = task.county AND lead.task_id = task.id AND lead.department = (SELECT ruhu_department()))
);
CREATE POLICY office ON import_batch FOR ALL USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'system'));
CREATE POLICY own ON import_batch FOR ALL USING (
  county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'department' AND department = (SELECT ruhu_department())
);

-- The trace: everybody adds to it in their own name, the county office reads it.
CREATE POLICY traced ON audit FOR INSERT WITH CHECK (
  county = (SELECT ruhu_county()) AND (account_id = (SELECT ruhu_account()) OR (SELECT ruhu_role()) IN ('system', 'door'))
);
CREATE POLICY read_by ON audit FOR SELECT USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'admin', 'system'));

CREATE POLICY own ON job FOR SELECT USING (county = (SELECT ruhu_county()) AND author_id = (SELECT ruhu_account()));
CREATE POLICY asked_for ON job FOR INSERT WITH CHECK (county = (SELECT ruhu_county()) AND author_id = (SELECT ruhu_account()));
-- Work done in its author's name ends in the transaction of its effect.
CREATE POLICY settled ON job FOR UPDATE USING (county = (SELECT ruhu_county()) AND author_id = (SELECT ruhu_account()));
CREATE POLICY office ON job FOR SELECT USING (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) IN ('auditor', 'admin'));
CREATE POLICY run ON job FOR ALL USING ((SELECT ruhu_role()) = 'runner' OR (county = (SELECT ruhu_county()) AND (SELECT ruhu_role()) = 'system'));

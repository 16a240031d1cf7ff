-- The county's ledger: places, people who sign in, households, leads, tasks, hand-ins, decisions, the village log and the audit trail.
-- Every table leads its key with the county, so that it can be partitioned or distributed by it.

CREATE TABLE county (
  county text PRIMARY KEY CHECK (county ~ '^\d{6}$'),
  name text NOT NULL,
  demonstration boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE division (
  county text NOT NULL REFERENCES county,
  code text NOT NULL CHECK (code ~ '^\d{12}$'),
  parent_code text,
  level text NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village', 'site')),
  name text NOT NULL,
  PRIMARY KEY (county, code)
);

-- A village is also the unit of replication: `seq` is drawn under this row's lock by every change to its log. It starts at 1, because a phone's cursor 0 asks for everything.
CREATE TABLE village (
  county text NOT NULL,
  code text NOT NULL,
  seq bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (county, code),
  FOREIGN KEY (county, code) REFERENCES division
);

CREATE TABLE division_alias (
  county text NOT NULL REFERENCES county,
  -- The text as written, normalised; within a township when one was named, else ''.
  alias text NOT NULL,
  township_code text NOT NULL DEFAULT '',
  division_code text NOT NULL,
  author_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, alias, township_code)
);

CREATE TABLE policy (
  county text NOT NULL REFERENCES county,
  division text NOT NULL,
  effective_from date NOT NULL,
  body jsonb NOT NULL,
  author_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, division, effective_from, created_at)
);

CREATE TABLE account (
  county text NOT NULL REFERENCES county,
  id uuid NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('collector', 'reviewer', 'auditor', 'department', 'admin')),
  -- Division codes; everything below them is in scope.
  scope text[] NOT NULL,
  department text,
  password_hash text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT true,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz,
  PRIMARY KEY (county, id),
  CHECK ((role = 'department') = (department IS NOT NULL))
);
-- One installation may serve several counties; a login is unique across them, so that nobody is asked which county.
CREATE UNIQUE INDEX account_login ON account (login);

CREATE TABLE session (
  -- SHA-256 of the cookie's token: the table alone opens nothing.
  token_hash bytea PRIMARY KEY,
  county text NOT NULL,
  account_id uuid NOT NULL,
  csrf_token text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (county, account_id) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX session_account ON session (county, account_id);

CREATE TABLE setup_link (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);

-- Wrong passwords of the last quarter of an hour, by the hash of login and address (ledger/sign-in-slips.ts).
CREATE TABLE sign_in_slip (
  key bytea PRIMARY KEY,
  failures integer NOT NULL,
  since timestamptz NOT NULL
);

CREATE TABLE device (
  county text NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  label text NOT NULL,
  app_version text NOT NULL,
  highest_number integer NOT NULL DEFAULT 0,
  holding integer NOT NULL DEFAULT 0,
  oldest_at timestamptz,
  last_contact_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  PRIMARY KEY (county, id, account_id),
  FOREIGN KEY (county, account_id) REFERENCES account
);

-- The archive. What lists and matching ask for stands in columns; the rest of the noun (domain/household) in `body`.
CREATE TABLE household (
  county text NOT NULL,
  id uuid NOT NULL,
  village_code text NOT NULL,
  group_name text NOT NULL DEFAULT '',
  house_no text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  head_name text NOT NULL,
  phone text NOT NULL DEFAULT '',
  kind text NOT NULL,
  category text NOT NULL DEFAULT 'none',
  monitor_state text NOT NULL DEFAULT 'none',
  size integer NOT NULL,
  body jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, village_code) REFERENCES village
);
CREATE INDEX household_village ON household (county, village_code, group_name);
CREATE INDEX household_head ON household (county, village_code, head_name);

CREATE TABLE member (
  county text NOT NULL,
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  village_code text NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  id_number text NOT NULL DEFAULT '',
  -- First 18 digits: a certificate finds the person it was made out to.
  person_id text GENERATED ALWAYS AS (left(id_number, 18)) STORED,
  body jsonb NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, household_id) REFERENCES household ON DELETE CASCADE
);
CREATE INDEX member_household ON member (county, household_id, position);
CREATE INDEX member_person ON member (county, person_id) WHERE id_number <> '';
CREATE INDEX member_name ON member (county, village_code, name);

-- A group's own collector (十户联体, 网格).
CREATE TABLE group_collector (
  county text NOT NULL,
  village_code text NOT NULL,
  group_name text NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (county, village_code, group_name),
  FOREIGN KEY (county, account_id) REFERENCES account
);

CREATE TABLE import_batch (
  county text NOT NULL,
  id uuid NOT NULL,
  file_name text NOT NULL,
  file_hash text NOT NULL,
  department text NOT NULL,
  indicator text NOT NULL,
  period text NOT NULL,
  author_id uuid NOT NULL,
  created_count integer NOT NULL,
  merged_count integer NOT NULL,
  rejected_count integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id)
);

CREATE TABLE task (
  county text NOT NULL,
  id uuid NOT NULL,
  village_code text NOT NULL,
  household_id uuid,
  person_name text NOT NULL,
  place_text text NOT NULL DEFAULT '',
  origin text NOT NULL CHECK (origin IN ('lead', 'sweep', 'self', 'round')),
  title text NOT NULL DEFAULT '',
  due_on date NOT NULL,
  assigned_to uuid,
  state text NOT NULL CHECK (state IN ('dispatched', 'submitted', 'returned', 'reviewed', 'audited', 'closed', 'withdrawn')),
  returned jsonb,
  revision integer NOT NULL DEFAULT 0,
  last_hand_in_id uuid,
  result jsonb,
  submitted_at timestamptz,
  steps jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, village_code) REFERENCES village
);
-- One open task a household: whatever comes in meanwhile joins it.
CREATE UNIQUE INDEX task_one_open ON task (county, household_id) WHERE household_id IS NOT NULL AND state IN ('dispatched', 'submitted', 'returned', 'reviewed');
CREATE INDEX task_village ON task (county, village_code, state, due_on);
CREATE INDEX task_queue ON task (county, state, submitted_at, id);
CREATE INDEX task_due ON task (county, due_on) WHERE state IN ('dispatched', 'returned');
-- The desk's list of all tasks, the earliest due first.
CREATE INDEX task_list ON task (county, due_on, id);

CREATE TABLE lead (
  county text NOT NULL,
  id uuid NOT NULL,
  batch_id uuid,
  department text NOT NULL,
  indicator text NOT NULL,
  indicator_text text NOT NULL,
  amount numeric(14, 2),
  period text NOT NULL DEFAULT '',
  person_name text NOT NULL,
  id_number text NOT NULL DEFAULT '',
  place_text text NOT NULL DEFAULT '',
  -- domain/lead leadKey: the same person, indicator and period is one lead.
  lead_key text NOT NULL,
  village_code text,
  household_id uuid,
  match_reason text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('unmatched', 'matched', 'dispatched', 'answered', 'withdrawn')),
  task_id uuid,
  result jsonb,
  acknowledged_at timestamptz,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, task_id) REFERENCES task
);
CREATE UNIQUE INDEX lead_same ON lead (county, department, lead_key);
CREATE INDEX lead_state ON lead (county, state, received_at);
CREATE INDEX lead_department ON lead (county, department, received_at);
CREATE INDEX lead_task ON lead (county, task_id);
CREATE INDEX lead_batch ON lead (county, batch_id);

CREATE TABLE hand_in (
  county text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  village_code text NOT NULL,
  household_id uuid,
  task_id uuid NOT NULL,
  revision integer NOT NULL,
  device_id uuid NOT NULL,
  device_number integer NOT NULL,
  account_id uuid NOT NULL,
  seen_version integer NOT NULL,
  -- The archive as it stood when this was received: what the reviewer compares with.
  known json,
  content jsonb NOT NULL,
  hash text NOT NULL,
  remarks jsonb NOT NULL DEFAULT '[]',
  made_at timestamptz NOT NULL,
  clock_offset_ms bigint,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, task_id) REFERENCES task
);
CREATE INDEX hand_in_task ON hand_in (county, task_id, revision);
CREATE INDEX hand_in_device ON hand_in (county, device_id, account_id, device_number);

-- Same id, other content: both are kept, a person looks.
CREATE TABLE hand_in_dispute (
  county text NOT NULL,
  hand_in_id uuid NOT NULL,
  hash text NOT NULL,
  account_id uuid NOT NULL,
  village_code text NOT NULL,
  body jsonb NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, hand_in_id, hash)
);

CREATE TABLE review (
  county text NOT NULL,
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  hand_in_id uuid NOT NULL,
  village_code text NOT NULL,
  level text NOT NULL CHECK (level IN ('township', 'county')),
  decision text NOT NULL CHECK (decision IN ('pass', 'return')),
  reason text NOT NULL DEFAULT '',
  body text NOT NULL DEFAULT '',
  fields text[] NOT NULL DEFAULT '{}',
  author_id uuid NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, task_id) REFERENCES task
);
CREATE INDEX review_task ON review (county, task_id);

-- A case is opened when a county audit passes an inclusion; its nine steps hang here.
CREATE TABLE monitor_case (
  county text NOT NULL,
  id uuid NOT NULL,
  village_code text NOT NULL,
  -- Null when the included person's household is not in the archive yet.
  household_id uuid,
  task_id uuid NOT NULL,
  category text NOT NULL,
  state text NOT NULL DEFAULT 'visited',
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX case_one_open ON monitor_case (county, household_id) WHERE closed_at IS NULL;

-- The village log, compacted: for each task or household its newest sequence number in the village. A phone asks for what is above its cursor.
CREATE TABLE village_log (
  county text NOT NULL,
  village_code text NOT NULL,
  seq bigint NOT NULL,
  entity text NOT NULL CHECK (entity IN ('task', 'household')),
  entity_id uuid NOT NULL,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (county, village_code, entity, entity_id)
);
CREATE UNIQUE INDEX village_log_seq ON village_log (county, village_code, seq);

CREATE TABLE audit (
  county text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT now(),
  account_id uuid,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text NOT NULL,
  village_code text,
  -- Never ID numbers, health or income: what was done, not what it said.
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (county, id)
);
CREATE INDEX audit_entity ON audit (county, entity_id);
CREATE INDEX audit_at ON audit (county, at);

-- Long work and what runs by the clock; `state`, `done` and `total` are what a progress bar shows. Its steps are in server/jobs.
CREATE TABLE job (
  county text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  input jsonb NOT NULL,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  message text NOT NULL DEFAULT '',
  result jsonb,
  -- Null: the clock began it.
  author_id uuid,
  -- How often a server began it: one that dies with its server again and again is given up.
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (county, id)
);
CREATE INDEX job_to_do ON job (created_at) WHERE state IN ('waiting', 'running');

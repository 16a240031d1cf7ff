// The tables of an account's database and what they are found by; known apart from the library that fills them, for the first reading does without it.

export const SCHEMA_VERSION = 3;

/** Dexie counts IndexedDB versions in tens, and may add single steps of its own. */
export const STEPS_A_VERSION = 10;

/** Version 1: tables and what they are found by. Stores only grow. */
export const TABLES = {
  meta: 'key',
  tasks: 'id, villageCode',
  packs: 'key, villageCode',
  lines: 'key, villageCode',
  drafts: 'taskId',
  handIns: 'id, number',
  standings: 'id, [state+number]',
};

/** Version 2: forms that the county published. */
export const FORMS = { forms: 'hash, [formId+version]' };

/** Version 2, too: photos, signatures and voice notes; their bytes apart, so that lists of them are read without. */
export const EVIDENCE = { evidence: 'id, taskId, sha256, state', files: 'sha256' };

/**
 * Version 3: everything that speaks of a person lies in sealed boxes (seal.ts). What a row is found by are opaque ids, numbers and states only. Of the tables before, `meta`
 * (numbers of villages, clocks, ids, the lock), `standings` and `forms` (the county's published questions) go on; the others are emptied into these (seal-what-was-clear.ts).
 */
export const SEALED = {
  vault: 'key',
  taskPacks: 'key',
  housePacks: 'key',
  linePacks: 'key',
  sealedDrafts: 'taskId',
  sealedHandIns: 'id, number',
  parcels: 'first',
  sealedEvidence: 'id, taskId, sha256, state',
  sealedFiles: 'sha256',
};

/** The database of one account: two people on one phone never touch each other's work. */
export const databaseName = (accountId: string): string => `ruhu-${accountId}`;

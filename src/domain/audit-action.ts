// What the audit trail can say that somebody did: one closed list, so that no act is written that no screen has words for.

export const AUDIT_ACTIONS = [
  'session.begin',
  'session.end',
  'session.refuse',
  'account.open',
  'account.password',
  'account.reset',
  'account.disable',
  'account.enable',
  'county.found',
  'demonstration.begin',
  'demonstration.village',
  'demonstration.loaded',
  'import.confirm',
  'alias.learn',
  'lead.acknowledge',
  'lead.withdraw',
  'lead.export',
  'task.dispatch',
  'task.sweep',
  'task.withdraw',
  'task.identify',
  'task.close',
  'group.assign',
  'handIn.accept',
  'handIn.dispute',
  'check.pass',
  'check.return',
  'household.unmask',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_ENTITIES = [
  'task',
  'lead',
  'household',
  'member',
  'account',
  'import',
  'hand_in',
  'division',
  'group',
  'county',
  'job',
  'village',
] as const;
export type AuditEntity = (typeof AUDIT_ENTITIES)[number];

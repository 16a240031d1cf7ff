// Who can sign in to the demonstration county: every role, every township, every village, every department.
import { DEPARTMENT_NAMES, DepartmentCode } from '../domain/department.ts';
import { type Division, spokenName } from '../domain/division.ts';
import type { NewAccount } from '../server/ledger/accounts.ts';
import { diceOf } from './dice.ts';

/** The same logins always have the same ids, so that what was loaded in two goes fits together. */
const idOf = (login: string): string => diceOf(`account:${login}`).uuid();

/** All with one hash: the password is printed at the start, so there is nothing to protect between them. Names say 演示. */
export function demonstrationAccounts(county: string, divisions: readonly Division[], passwordHash: string): NewAccount[] {
  const whole = [`${county}000000`];
  const account = (
    login: string,
    name: string,
    role: NewAccount['role'],
    scope: string[],
    department: NewAccount['department'] = null,
  ): NewAccount => ({
    id: idOf(login),
    login,
    name: `${name}（演示）`,
    role,
    scope,
    department,
    passwordHash,
    mustChangePassword: false,
  });
  return [
    account('county', '县级审核员', 'auditor', whole),
    account('admin', '系统管理员', 'admin', whole),
    ...DepartmentCode.options.map((department) => account(`dept-${department}`, DEPARTMENT_NAMES[department], 'department', whole, department)),
    ...divisions
      .filter((division) => division.level === 'township')
      .map(({ code, name }) => account(`town-${code.slice(0, 9)}`, `${name}录入员`, 'reviewer', [code])),
    ...divisions
      .filter((division) => division.level === 'village')
      .map((division) => account(`village-${division.code}`, `${spokenName(division)}采集员`, 'collector', [division.code])),
  ];
}

// Differences in the words of the page: what the answer is called, and what its codes mean.
import type { ComparedValue, Difference } from '../domain/comparison.ts';
import { RELATIONS } from '../domain/household.ts';
import { yuan } from './figures.ts';
import { common, wordOf, words } from './language.ts';

/** The name of the answer a path points at: 电话, 王小军 · 身份证号, 工资性收入. */
export function pathWords(path: string): string {
  const d = words().dossier;
  const c = common();
  const [part = '', ...rest] = path.split('.');
  const field = rest.at(-1) ?? '';
  const plain: Record<string, string> = {
    'household.phone': d.phone,
    'household.address': d.address,
    'household.groupName': d.group,
    'household.size': d.size,
    'result.include': d.include,
    'result.category': d.category,
    'result.reason': d.reason,
    'result.residency': d.residency,
    'result.summary': d.summary,
    members: d.members,
    risks: d.risks,
  };
  if (part === 'guarantees') return wordOf(c.guarantees, field);
  if (part === 'income') return wordOf(c.incomeItems, field);
  if (part === 'members' && rest.length === 2)
    return wordOf({ name: d.memberName, idNumber: d.idNumber, relation: d.relation, phone: d.phone, presence: d.presence }, field);
  return plain[path] ?? path;
}

/** A value as the page writes it. */
export function valueWords(path: string, value: ComparedValue): string {
  const d = words().dossier;
  const c = common();
  if (value === null) return path.startsWith('guarantees.') ? d.notAsked : d.unknown;
  if (path.startsWith('guarantees.')) return value ? d.problem : d.fine;
  if (path.startsWith('income.')) return yuan(Number(value));
  if (path === 'result.include') return value ? c.include.yes : c.include.no;
  const text = String(value);
  if (path === 'household.size') return d.people(Number(value));
  if (path === 'result.category') return wordOf(c.categories, text);
  if (path === 'result.reason') return wordOf(c.reasons, text);
  if (path === 'result.residency') return wordOf(c.residency, text);
  if (path === 'risks')
    return text
      .split(',')
      .filter(Boolean)
      .map((risk) => wordOf(c.risks, risk))
      .join('、');
  if (path.endsWith('.relation')) return wordOf(RELATIONS, text);
  if (path.endsWith('.presence')) return wordOf(c.presence, text);
  return text;
}

/** Differences by path, for rows that mark themselves. */
export const byPath = (differences: readonly Difference[]): ReadonlyMap<string, Difference> => new Map(differences.map((one) => [one.path, one]));

// What a field of the record is called on the screen, from its path: for return reasons and remarks.
import { common, w } from '../state/look.ts';

export function fieldName(path: string): string {
  const words = w();
  const [first, second, third] = path.split('.');
  if (path === 'result.summary' || path === 'summary') return words.result.summary;
  if (path === 'result.reason' || path === 'reason') return words.result.reason;
  if (path === 'result.category' || path === 'category') return words.result.category;
  if (path === 'result.include' || path === 'include') return words.result.include;
  if (path === 'result.residency' || path === 'residency') return words.result.residency;
  if (first === 'visitors') return words.visitors.title;
  if (first === 'respondent') return words.visitors.respondent;
  if (second === 'guarantees') return common().guarantees[third as keyof ReturnType<typeof common>['guarantees']] ?? words.guarantees.title;
  if (second === 'income') return common().incomeItems[third as keyof ReturnType<typeof common>['incomeItems']] ?? words.form.steps.income;
  if (second === 'members') return words.family.members;
  if (second === 'household') return words.family.household;
  if (second?.startsWith('risk')) return words.form.steps.risks;
  return path;
}

// What a card says of a member: read from the open survey, subscribing only to that member's answers.
import { readIdNumber } from '../../../../domain/id-number.ts';
import type { FormNode } from '../../../../domain/survey/form.ts';
import type { CellView } from '../../../../domain/survey/view.ts';
import { ageOn } from '../../../../words/common/say.ts';
import type { SurveyDesk } from '../survey-desk.ts';

/** The repeat of the family's members; its key in the official survey, and whose answers a question of it is. */
export const MEMBERS = 'members';

export const textOf = (view: CellView | undefined): string => (view?.applies && typeof view.value === 'string' ? view.value : '');

export const nameOf = (desk: SurveyDesk, memberId: string): string => textOf(desk.view(memberId, 'name')).trim();

/** 在 · 死亡 · …: nobody said anything else. */
export const presenceOf = (desk: SurveyDesk, memberId: string): string => textOf(desk.view(memberId, 'presence')) || 'present';

export const ROOT = 'root';

/** Names of those who are here, as chips; those without a name yet are left out. */
export const familyNames = (desk: SurveyDesk): string[] => [
  ...new Set(
    desk
      .instances(ROOT, MEMBERS)
      .filter(({ id }) => presenceOf(desk, id) === 'present')
      .map(({ id }) => nameOf(desk, id))
      .filter(Boolean),
  ),
];

/** Birth date YYYY-MM-DD and sex by the ID number, else as answered; empty where unknown. */
export function bornAs(desk: SurveyDesk, memberId: string): { birthOn: string; sex: '' | '1' | '2' } {
  const read = readIdNumber(textOf(desk.view(memberId, 'idNumber')).trim().toUpperCase());
  if (read) return read;
  const sex = textOf(desk.view(memberId, 'sex'));
  return { birthOn: textOf(desk.view(memberId, 'birthOn')), sex: sex === '1' || sex === '2' ? sex : '' };
}

/** Completed years today; null where the birth date is unknown or in the future. */
export function ageOf(desk: SurveyDesk, memberId: string): number | null {
  const { birthOn } = bornAs(desk, memberId);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthOn) || birthOn > desk.today) return null;
  return ageOn(birthOn, desk.today);
}

/** Questions of a repeat that people answer, groups within it included, repeats within it not. */
export const questionsOf = (repeat: FormNode | undefined): readonly FormNode[] =>
  (repeat?.inner?.nodes ?? []).filter(
    (node) => node.kind === 'question' && !['calculate', 'hidden', 'note', 'start', 'end', 'today'].includes(node.type ?? ''),
  );

/** `known`: the archive's, to be confirmed. `changed`: somebody said otherwise. `added`: nobody knew this person. */
export type MemberState = 'known' | 'confirmed' | 'changed' | 'added';

const same = (a: unknown, b: unknown): boolean => String(a) === String(b);

/** By everything that applies to this member. */
export function memberState(views: readonly CellView[]): MemberState {
  const asked = views.filter((view) => view.applies && !view.readonly);
  if (!asked.some((view) => view.known !== null)) return 'added';
  if (asked.some((view) => view.source === 'answer' && !same(view.value, view.known))) return 'changed';
  if (asked.some((view) => view.known !== null && view.source === 'none')) return 'changed';
  return asked.some((view) => view.source === 'known') ? 'known' : 'confirmed';
}

/** How many of a part's answers are known and unconfirmed, and how many questions are still empty. */
export interface PartState {
  asked: number;
  known: number;
  empty: number;
}

export function partState(views: readonly CellView[]): PartState {
  const asked = views.filter((view) => view.applies && !view.readonly);
  return {
    asked: asked.length,
    known: asked.filter((view) => view.source === 'known').length,
    empty: asked.filter((view) => view.value === null).length,
  };
}

/** The views of these questions in one instance. */
export const viewsOf = (desk: SurveyDesk, instanceId: string, questions: readonly FormNode[]): CellView[] =>
  questions.map((node) => desk.view(instanceId, node.key)).filter((view): view is CellView => view !== undefined);

/** A part of a member's page: a group with questions or repeats of its own, or what stands in no group. */
export interface Part {
  /** The group's key; null for what stands in none. */
  key: string | null;
  questions: readonly FormNode[];
  repeats: readonly FormNode[];
}

/** The parts of a repeat in the order of the form: groups that only hold groups are gone through. */
export function partsOf(nodes: readonly FormNode[], key: string | null = null): Part[] {
  const questions = nodes.filter((node) => node.kind === 'question');
  const repeats = nodes.filter((node) => node.kind === 'repeat');
  const inner = nodes.filter((node) => node.kind === 'group').flatMap((node) => partsOf(node.children, node.key));
  return questions.length + repeats.length > 0 ? [{ key, questions, repeats }, ...inner] : inner;
}

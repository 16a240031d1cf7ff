// What a screen asks of an open survey and tells it: the contract between the check's frame and everything that draws questions.
import type { Household } from '../../../domain/household.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { AnswerValue } from '../../../domain/survey/answers.ts';
import type { Form, FormNode } from '../../../domain/survey/form.ts';
import type { Progress } from '../../../domain/survey/progress.ts';
import type { CellView, OfferedChoice } from '../../../domain/survey/view.ts';
import type { Task } from '../../../domain/task.ts';
import type { Explanation } from '../../../domain/visit.ts';

/** `typing` is kept a moment after the last letter, `tap` at once. */
export type How = 'tap' | 'typing';

/** Which of a question's texts. */
export type TextOf = 'label' | 'hint' | 'guidance' | 'constraintMessage' | 'requiredMessage' | 'unit';

/** Where an answer stands: `root`, a member's id, …; and the question's key. */
export interface Place {
  instanceId: string;
  key: string;
}

/** What is to be said at a field: by the form itself (codes `form.type`, `form.choice`, `form.required`, `form.constraint`; a supplement's `form.1.required`) or by a quality rule. */
export interface Remark extends Place {
  code: string;
  weight: 'error' | 'warning';
  text: string;
  /** What the person has said to it already. */
  explanation: Explanation | null;
}

/** Somebody or something just taken out, to be brought back while the bar is shown. */
export interface Removed {
  name: string;
  bringBack: () => void;
}

/**
 * An open survey on the screen. `view`, `text`, `choices`, `instances`, `remarks` and `progress` are read while drawing and subscribe the component that reads them
 * (one signal an address): an answer draws again only what it changes.
 */
export interface SurveyDesk {
  readonly form: Form;
  /** Another tab has the draft, or it is shown after the fact: verbs do nothing. */
  readonly readOnly: boolean;
  /** One question a page (大字版). Reading it subscribes. */
  readonly onePerPage: boolean;
  readonly household: Household | null;
  readonly task: Task | null;
  readonly policy: Policy | null;
  /** YYYY-MM-DD on the device. */
  readonly today: string;

  /** The question, group or repeat itself: type, appearance, parameters. Does not subscribe. */
  node(instanceId: string, key: string): FormNode | undefined;
  /** Undefined for what there is not (the instance was removed). */
  view(instanceId: string, key: string): CellView | undefined;
  text(instanceId: string, key: string, which: TextOf): string;
  choices(instanceId: string, key: string): readonly OfferedChoice[];
  /** What a value is called: choice labels joined with 、, yes/no, dates and numbers as people write them; empty for nothing. */
  words(instanceId: string, key: string, value: AnswerValue | null): string;
  instances(instanceId: string, repeatKey: string): readonly { id: string; position: number }[];
  /** Of the field, while filling: what is still empty is reproached only once its section was left or the check was to be handed in. */
  remarks(instanceId: string, key: string): readonly Remark[];
  /** Of everything within a group, repeat or instance (a member's card: `remarksWithin(memberId)`). */
  remarksWithin(instanceId: string, key?: string): readonly Remark[];
  /** Of a group or repeat in an instance, of an instance, or of the whole survey. */
  progress(instanceId?: string, key?: string): Progress;

  /** Whether something known in a group or repeat waits to be confirmed (`faults`: or something is wrong): what `progress` counts, ended at the first. */
  isUnsettled(instanceId: string, key: string, faults?: boolean): boolean;

  answer(instanceId: string, key: string, value: unknown, how: How): void;
  /** Back to what the archive knows, or to what is computed. */
  takeBack(instanceId: string, key: string): void;
  /** 一键确认 of a question, of a group or repeat, or of one whole instance (`confirm(memberId)`). */
  confirm(instanceId: string, key?: string): void;
  /** The new instance's id; null where the form counts its instances itself. */
  add(parentId: string, repeatKey: string, known?: Readonly<Record<string, unknown>>): string | null;
  /** Offers the way back in a bar (`removed`). `name` says who or what is gone. */
  remove(instanceId: string, name: string): void;
  /** The app tells the form what people don't answer: include, monitoringLine, … Nothing happens where the form has no such question. */
  tell(key: string, value: AnswerValue | null): void;
  /** What a person says to a remark: why it is so (warning), or that it can't be known at the door (error); null takes it back. */
  explain(remark: Remark, said: Pick<Explanation, 'kind' | 'text'> | null): void;
  /** Where the person is, to come back to. */
  at(place: Place): void;
}

export interface SectionProps {
  desk: SurveyDesk;
  /** `root` for top-level groups. */
  instanceId: string;
  /** Key of the group (or repeat) to draw. */
  group: string;
  /** On to the next step, for sections with a button of their own that settles everything (都没有问题 · 一键确认). */
  onDone: () => void;
  /** Show only this question: one question a page, or a jump from a remark. */
  only?: Place | null;
}

/** A field's name on the page; its element's id is `field-<name>`: jumps and remarks find it there. */
export const fieldNameOf = ({ instanceId, key }: Place): string => `${instanceId}.${key}`;

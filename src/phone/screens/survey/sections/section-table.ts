// Which groups have a renderer of their own, by the group's `appearance`; every other is drawn by the generic question list.
import type { ComponentType } from 'preact';
import type { SectionProps } from '../survey-desk.ts';
import { GuaranteesSection } from './guarantees-section.tsx';
import { IncomeSection } from './income-section.tsx';
import { MeasuresSection } from './measures-section.tsx';
import { MembersSection } from './members-section.tsx';
import { RisksSection } from './risks-section.tsx';
import './sections.css';

export interface Section {
  view: ComponentType<SectionProps>;
}

export const SECTIONS: Readonly<Record<string, Section>> = {
  members: { view: MembersSection },
  guarantees: { view: GuaranteesSection },
  income: { view: IncomeSection },
  risks: { view: RisksSection },
  measures: { view: MeasuresSection },
};

/** The renderer of a group; undefined where the generic list draws it. `appearance` may hold several words. */
export const sectionOf = (appearance: string | undefined): Section | undefined =>
  (appearance ?? '')
    .split(/\s+/)
    .map((word) => (Object.keys(SECTIONS).includes(word) ? SECTIONS[word] : undefined))
    .find(Boolean);

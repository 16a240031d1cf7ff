// What the phone's sheets of paper are made of: a check that was handed in here, the blank survey, or a household's letter; each read from the phone, without a network.
import { spokenName, townshipOf } from '../../../domain/division.ts';
import type { Household } from '../../../domain/household.ts';
import type { PolicyNames } from '../../../domain/policy-names.ts';
import { ruleSentence } from '../../../domain/rules/table.ts';
import { readingOf } from '../../../domain/survey/reading.ts';
import type { CheckContent, EvidencePurpose } from '../../../domain/visit.ts';
import { householdLetter } from '../../../paper/promise-letter.ts';
import type { Sheet } from '../../../paper/sheet.ts';
import { surveySheet } from '../../../paper/survey-sheet.ts';
import type { Session } from '../../../wire/session.ts';
import { chinaDay, sayDay } from '../../../words/common/say.ts';
import type { CommonWords } from '../../../words/common/zh.ts';
import type { PaperWords } from '../../../words/paper/zh.ts';
import type { KeptHandIn, PhoneStore } from '../../store/phone-store.ts';
import { formInUse, formOf } from '../survey/form-shelf.ts';

/** Words of the sheets are the office's own: Chinese whatever the screen speaks, in the language passed in. */
export interface PaperTongue {
  language: 'zh' | 'en';
  paper: PaperWords;
  /** With the county's own names of the categories. */
  common: CommonWords;
  names: PolicyNames;
}

export interface OnPaper {
  sheet: Sheet;
  /** Name of a file without its ending. */
  fileName: string;
  /** Pictures of signatures are let go when the sheet is put away. */
  release: () => void;
}

const ROOM = 3;

/** 安峪镇安峪村. */
export function placeWords(session: Session, villageCode: string): string {
  const named = (code: string): string => {
    const division = session.divisions.find((one) => one.code === code);
    return division ? spokenName(division) : '';
  };
  return `${named(townshipOf(villageCode))}${named(villageCode)}`;
}

/** The survey as it was handed in, with the signatures that this phone still has. Null where the phone does not have its form. */
export async function checkOnPaper(store: PhoneStore, session: Session, kept: KeptHandIn, tongue: PaperTongue): Promise<OnPaper | null> {
  const { content, villageCode, madeAt } = kept.handIn;
  const found = await formOf(store, content.survey.form, content.survey.version);
  if (!found) return null;
  const pictures: string[] = [];
  const signature = async (purpose: EvidencePurpose): Promise<string | undefined> => {
    const signed = content.evidence.find((one) => one.purpose === purpose);
    const bytes = signed && (await store.evidence.bytes(signed.sha256));
    if (!bytes) return undefined;
    const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: signed.type }));
    pictures.push(url);
    return url;
  };
  const day = chinaDay(new Date(madeAt));
  const sheet = surveySheet(
    readingOf(found.form, content.survey, { rows: 'answered', language: tongue.language }),
    {
      place: placeWords(session, villageCode),
      headName: kept.personName,
      visitedOn: sayDay(day, tongue.language, ''),
      handedInBy: session.account.name,
      visitors: content.visitors.join('、'),
      respondent: content.respondent,
      ...resultWords(content, tongue.common),
      explanations: content.explanations.map(({ code, kind, text }) => ({
        remark: ruleSentence(code, tongue.names) ?? '',
        kind,
        text,
      })),
      signatures: { respondent: await signature('respondentSignature'), visitors: await signature('visitorSignature') },
      sample: session.demonstration,
    },
    tongue.paper.survey,
  );
  return {
    sheet,
    fileName: `${tongue.paper.survey.title}-${kept.personName}-${day}`,
    release: () => {
      for (const url of pictures) URL.revokeObjectURL(url);
    },
  };
}

const resultWords = ({ result }: CheckContent, words: CommonWords) => ({
  residency: words.residency[result.residency],
  include: result.include ? words.include.yes : words.include.no,
  category: result.include && result.category ? words.categories[result.category] : '',
  reason: !result.include && result.reason ? words.reasons[result.reason] : '',
  summary: result.summary,
});

/** The survey in use, to be filled in by hand. */
export async function blankOnPaper(store: PhoneStore, tongue: PaperTongue): Promise<OnPaper> {
  const { form } = await formInUse(store);
  const items = readingOf(form, null, { rows: 'all', blankEntries: ROOM, language: tongue.language });
  return { sheet: surveySheet(items, null, tongue.paper.survey), fileName: tongue.paper.survey.blankTitle, release: () => undefined };
}

/** 承诺授权书 of a household. */
export const letterOnPaper = (session: Session, household: Household, today: string, { paper, common }: PaperTongue): OnPaper => ({
  sheet: householdLetter({ place: session.county.name, headName: household.headName, household, today }, paper.letter, common.monitoredHousehold),
  fileName: `${paper.letter.title}-${household.headName}`,
  release: () => undefined,
});

// The language of the pages: Chinese until somebody switches; remembered on this computer.
import { computed, signal } from '@preact/signals';
import { namesOf, type PolicyNames } from '../domain/policy-names.ts';
import { countyWords } from '../words/common/county-words.ts';
import { en as commonEn } from '../words/common/en.ts';
import { type CommonWords, zh as commonZh } from '../words/common/zh.ts';
import { en } from '../words/desk/en.ts';
import { type DeskWords, zh } from '../words/desk/zh.ts';
import { session } from './call.ts';

type Language = 'zh' | 'en';
const KEY = 'ruhu-desk-language';

const remembered = (): Language => {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
};

export const language = signal<Language>(remembered());
const deskWords = computed<DeskWords>(() => (language.value === 'en' ? en : zh));
/** What the county calls the categories, by the policy in force. */
export const policyNames = computed<PolicyNames>(() => namesOf(session.value?.policy));
const commonWords = computed<CommonWords>(() => countyWords(language.value === 'en' ? commonEn : commonZh, policyNames.value));

/** The desk's words and the shared ones; reading them in a component keeps it in the language of the page. */
export const words = (): DeskWords => deskWords.value;
export const common = (): CommonWords => commonWords.value;

/** A word of a dictionary by a code that came over the wire; the code itself when there is none. */
export const wordOf = (dictionary: Readonly<Record<string, string>>, code: string): string => dictionary[code] ?? code;

export function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh';
  try {
    localStorage.setItem(KEY, language.value);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
}

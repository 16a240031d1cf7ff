// How the app looks to this person: language, type size, light or dark; kept on the device, applied to the page's root.
import { computed, effect, signal } from '@preact/signals';
import { DEFAULT_NAMES, type PolicyNames } from '../../../domain/policy-names.ts';
import { countyWords } from '../../../words/common/county-words.ts';
import type { Language } from '../../../words/common/say.ts';
import type { CommonWords } from '../../../words/common/zh.ts';
import { zh as commonZh } from '../../../words/common/zh.ts';
import { type PhoneWords, zh as phoneZh } from '../../../words/phone/zh.ts';
import { notOnPhone } from './not-on-phone.ts';

export const TYPE_SIZES = ['normal', 'large', 'larger', 'largest'] as const;
export type TypeSize = (typeof TYPE_SIZES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Some browsers refuse even localStorage; the look is then the default one. */
function remembered<V extends string>(key: string, allowed: readonly V[], otherwise: V): V {
  try {
    const value = localStorage.getItem(key) as V;
    return allowed.includes(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

export const language = signal<Language>(remembered('ruhu-language', ['zh', 'en'], 'zh'));
export const typeSize = signal<TypeSize>(remembered('ruhu-type', TYPE_SIZES, 'normal'));
export const theme = signal<Theme>(remembered('ruhu-theme', THEMES, 'system'));

/** The dictionaries in use; English comes as a file of its own, so that most phones never load it. */
const dictionaries = signal<{ common: CommonWords; phone: PhoneWords }>({ common: commonZh, phone: phoneZh });

/** What the county calls the categories; the archive sets it with the policy of the day. */
export const policyNames = signal<PolicyNames>(DEFAULT_NAMES);
const commonWords = computed(() => countyWords(dictionaries.value.common, policyNames.value));

/** Rejects with NotOnPhone where the other language could not be fetched. */
export async function speak(next: Language): Promise<void> {
  if (next === 'en') {
    const { common, phone } = await import('./english.ts').catch(notOnPhone);
    dictionaries.value = { common, phone };
  } else {
    dictionaries.value = { common: commonZh, phone: phoneZh };
  }
  language.value = next;
}

/** Words of the phone, and words shared with desk and server; a screen that reads them follows the language. */
export const w = (): PhoneWords => dictionaries.value.phone;
export const common = (): CommonWords => commonWords.value;

/** Called once before the first screen. */
export function applyLook(): void {
  const root = document.documentElement;
  effect(() => {
    root.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    root.dataset.type = typeSize.value;
    if (theme.value === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    remember('ruhu-language', language.value);
    remember('ruhu-type', typeSize.value);
    remember('ruhu-theme', theme.value);
  });
}

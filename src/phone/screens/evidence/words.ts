// The words of these screens in the person's language; they come with the screens, not with the app's start.
import { en } from '../../../words/phone/evidence-en.ts';
import { type EvidenceWords, zh } from '../../../words/phone/evidence-zh.ts';
import { language } from '../state/look.ts';

export const ew = (): EvidenceWords => (language.value === 'zh' ? zh : en);

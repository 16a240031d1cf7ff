// The words that lead to a sheet of paper, in the language of the screen.
import { en } from '../../../words/paper/en.ts';
import { type PaperWords, zh } from '../../../words/paper/zh.ts';
import { language } from '../state/look.ts';

export const paperWords = (): PaperWords['screen'] => (language.value === 'en' ? en : zh).screen;

// How a person's or a place's name is spelt in Latin letters, for search by pinyin and by initials; made here because the dictionary is too big for a phone.
import { customPinyin, pinyin } from 'pinyin-pro';

/** Places that are read otherwise than their characters usually are. */
const READINGS: Record<string, string> = {
  解州: 'hài zhōu',
  洪洞: 'hóng tóng',
  么里: 'mó lǐ',
  倗国: 'péng guó',
  涑水: 'sù shuǐ',
  浍水: 'huì shuǐ',
};
customPinyin(READINGS);

export interface Spelling {
  /** Lower case, a blank between syllables, ü written v as on every keyboard: wang yin huan, lv dong. */
  pinyin: string;
  /** First letters: wyh. */
  initials: string;
}

/** A name's spelling; a surname at the head is read as a surname (解 xiè, 单 shàn). Signs that have no reading, such as the dot in 买买提·艾山, are left out. */
export function spell(name: string): Spelling {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
    .map((syllable) => syllable.toLowerCase())
    .filter((syllable) => /^[a-z0-9]+$/.test(syllable));
  return { pinyin: syllables.join(' '), initials: syllables.map((syllable) => syllable[0]).join('') };
}

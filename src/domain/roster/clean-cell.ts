// Cells as offices fill them, made clean: ID numbers, money and phones, each with what is wrong in words; nothing is guessed.
import { type IdNumberFault, idNumberFault } from '../id-number.ts';
import type { Yuan } from '../money.ts';

/** Half-width, without line breaks, invisible characters and a leading apostrophe; inner blanks become one. */
export function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\s*['’‘`]+/, '')
    .trim();
}

/** 张 三 → 张三; names in Latin letters keep their blanks; the middle dot of long names is one character. */
export function cleanName(text: string): string {
  const name = cleanText(text)
    .replace(/[·•・‧.]/g, '·')
    .replace(/[*#]+$/, '');
  return /[a-z]/i.test(name) ? name : name.replace(/\s/g, '');
}

const FAULT_WORDS: Record<IdNumberFault, string> = {
  empty: '没有身份证号',
  length: '位数不对，应为 18 位（残疾证 20 或 22 位）',
  characters: '有不该出现的字符',
  birthDate: '出生日期不存在',
  checkDigit: '最后一位校验码不对',
  certificate: '残疾类别或等级不对',
};

export interface CleanId {
  /** 18, 20 or 22 characters when sound, else empty. */
  idNumber: string;
  /** What could be read, also when unsound. */
  text: string;
  /** In words; empty when sound or when the cell is empty. */
  fault: string;
}

/** `numeric`: the cell was stored as a number, which keeps 15 digits only, so that an 18-digit number in it is always damaged. */
export function cleanIdNumber(raw: string, numeric: boolean, called = '身份证号'): CleanId {
  const whole = cleanText(raw);
  if (/^\d(?:\.\d+)?E\+?1[4-9]$/i.test(whole.replace(/\s/g, ''))) {
    return { idNumber: '', text: whole, fault: `${called}被 Excel 写成了 ${whole}，后面的数字已经丢失，请改成文本格式重新导出` };
  }
  if (/\d\*+|\*+\d/.test(whole)) return { idNumber: '', text: whole, fault: `${called}被遮盖（有 * 号），请提供完整号码` };
  const text = whole
    .toUpperCase()
    .replace(/[×Χ]/g, 'X')
    .replace(/[^0-9A-Z]/g, '');
  if (text === '' || /^9{6}/.test(text)) return { idNumber: '', text, fault: '' };
  const tail = /0+$/.exec(text)?.[0].length ?? 0;
  if (numeric && text.length >= 17) {
    const lost = tail >= 3 ? '末三位被 Excel 改成 000' : tail > 0 ? '末位被 Excel 改成 0' : '末几位被 Excel 改动';
    return { idNumber: '', text, fault: `${called}${lost}，请把该列改成文本格式后重新填写` };
  }
  const fault = idNumberFault(text);
  if (fault === null) return { idNumber: text, text, fault: '' };
  if (text.length === 15 && /^\d+$/.test(text)) return { idNumber: '', text, fault: `${called}是 15 位旧号，请换成 18 位` };
  if (fault === 'checkDigit' && tail > 0 && text.length === 18) {
    return { idNumber: '', text, fault: `${called}最后一位校验码不对，可能末位被 Excel 改成 0` };
  }
  const counted = fault === 'length' ? `（现在 ${text.length} 位）` : '';
  return { idNumber: '', text, fault: `${called}${FAULT_WORDS[fault]}${counted}` };
}

/** 18,432.00元 → 18432; 1.2万 → 12000; `inWan` when the header says 万元. Null with a note when it can't be read as one figure. */
export function cleanAmount(raw: string, inWan = false): { amount: Yuan | null; note: string } {
  const text = cleanText(raw).replace(/[\s,，¥￥$]|人民币|RMB/gi, '');
  if (text === '' || /^[-—/无]+$/.test(text)) return { amount: null, note: '' };
  const found = /^(?:约|共|合计)?(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)(万|千)?余?(?:多)?(?:元|块|圆)?整?$/i.exec(text);
  if (!found) return { amount: null, note: `金额“${raw.trim().slice(0, 20)}”看不懂，没有读入` };
  const unit = found[2] === '万' ? 10_000 : found[2] === '千' ? 1_000 : inWan && !/元|块/.test(text) ? 10_000 : 1;
  const amount = Math.round(Number(found[1]) * unit * 100) / 100;
  if (!Number.isFinite(amount) || amount < 0) return { amount: null, note: `金额“${raw.trim().slice(0, 20)}”不对，没有读入` };
  return { amount, note: '' };
}

/** Digits of a phone number; a note when it is not a mobile or a local number. */
export function cleanPhone(raw: string): { phone: string; note: string } {
  const phone = cleanText(raw)
    .replace(/[^\d]/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
  if (phone === '' || /^1[3-9]\d{9}$/.test(phone) || /^0?\d{7,11}$/.test(phone)) return { phone, note: '' };
  return { phone, note: '电话号码位数不对' };
}

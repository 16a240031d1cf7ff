// What is wrong with which field, in words: from the schema's complaint to a sentence that says what to do.
import { zh } from '../../words/common/zh.ts';

interface Complaint {
  keyword: string;
  instancePath: string;
  params?: Record<string, unknown>;
}

const words = zh.input;

/** The name people know the field by: of the last part of its path that has one. */
function nameOf(path: readonly string[]): string {
  const known = [...path].reverse().find((part) => Object.hasOwn(words.fields, part));
  return known ? words.fields[known as keyof typeof words.fields] : words.thisField;
}

function sentence({ keyword, params }: Complaint, name: string): string {
  const limit = String(params?.minimum ?? params?.maximum ?? '');
  const isText = params?.origin === 'string';
  if (keyword === 'invalid_type') return words.missing.replace('{field}', name);
  if (keyword === 'too_small' && params?.minimum === 1) return words.missing.replace('{field}', name);
  if (keyword === 'too_small') return (isText ? words.tooShort : words.tooSmall).replace('{field}', name).replace('{limit}', limit);
  if (keyword === 'too_big') return (isText ? words.tooLong : words.tooBig).replace('{field}', name).replace('{limit}', limit);
  return words.malformed.replace('{field}', name);
}

export function fieldFaults(complaints: readonly Complaint[]): { path: string; message: string }[] {
  return complaints.slice(0, 20).map((complaint) => {
    const path = complaint.instancePath.split('/').filter((part) => part !== '');
    return { path: path.join('.'), message: sentence(complaint, nameOf(path)) };
  });
}

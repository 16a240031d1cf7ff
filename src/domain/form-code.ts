// Codes of what a form itself finds: a supplement's name its place among the supplements, for questions of two forms may be called alike.

/** `form.required` of the check's own survey, `form.1.required` of its first supplement. */
export const formCode = (index: number, what: string): string => (index === 0 ? `form.${what}` : `form.${index}.${what}`);

/** 0 for the check's own survey and for every quality rule, which read that survey only; from 1 for supplements. */
export const formOf = (code: string): number => Number(/^form\.(\d+)\./.exec(code)?.[1] ?? 0);

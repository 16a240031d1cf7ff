// Names in one answer, written as people write them: 王银环、李小宝.

/** Names without empty ones and doubles; any comma separates them. */
export const splitNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

export const joinNames = (names: readonly string[]): string => [...new Set(names)].join('、');

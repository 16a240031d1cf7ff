// Seeded chance: the same seed gives the same county on every machine, so that a demonstration and a failing test can be repeated.

export interface Dice {
  /** [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of `[choice, weight]`. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** A version-4-shaped UUID out of this dice's numbers. */
  uuid(): string;
}

/** Four 32-bit numbers out of a text (cyrb128), which start sfc32. */
function seedOf(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

export function diceOf(seed: string): Dice {
  let [a, b, c, d] = seedOf(seed);
  /** sfc32: small, fast, good enough for everything but secrets. */
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = (): number => word() / 4294967296;
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (): string => word().toString(16).padStart(8, '0');
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      if (choices.length === 0) throw new Error('nothing to pick from');
      return choices[Math.floor(next() * choices.length)] as (typeof choices)[number];
    },
    weighted: (choices) => {
      let left = next() * choices.reduce((total, [, weight]) => total + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (!last) throw new Error('nothing to pick from');
      return last[0];
    },
    uuid: () => {
      const [p, q, r, s] = [hex(), hex(), hex(), hex()];
      return `${p}-${q.slice(0, 4)}-4${q.slice(5)}-${'89ab'[parseInt(r[0] as string, 16) % 4]}${r.slice(1, 4)}-${r.slice(4)}${s}`;
    },
  };
}

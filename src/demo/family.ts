// Who lives together: for a household of a given size, its members' relations, sexes and ages.
import type { Dice } from './dice.ts';

export interface Kin {
  /** GB/T 4761. */
  relation: string;
  sex: '1' | '2';
  age: number;
  /** Bears the family's own name rather than having married in. */
  bloodline: boolean;
}

type Sex = Kin['sex'];
const other = (sex: Sex): Sex => (sex === '1' ? '2' : '1');
const anySex = (dice: Dice): Sex => (dice.chance(0.52) ? '1' : '2');

const spouseOf = (dice: Dice, head: Kin): Kin => ({
  relation: '10',
  sex: other(head.sex),
  age: Math.max(20, head.age + (head.sex === '1' ? -1 : 1) * dice.between(-2, 5)),
  bloodline: false,
});

/** A parent has a child between 20 and 38; the mother's age counts. */
const childOf = (dice: Dice, motherAge: number, from: number, to: number): Kin => {
  const age = Math.min(Math.max(motherAge - dice.between(20, 38), from), Math.min(to, motherAge - 19));
  const sex = anySex(dice);
  return { relation: sex === '1' ? '20' : '30', sex, age: Math.max(0, age), bloodline: true };
};

/** Parents of the head: 父 母; with a wife as head they are her husband's: 公公 婆婆. */
const parentOf = (dice: Dice, head: Kin, sex: Sex): Kin => ({
  relation: head.sex === '1' ? (sex === '1' ? '51' : '52') : sex === '1' ? '53' : '54',
  sex,
  age: Math.min(head.age + dice.between(20, 32), 97),
  bloodline: sex === '1',
});

const head = (dice: Dice, from: number, to: number, sex: Sex): Kin => ({ relation: '02', sex, age: dice.between(from, to), bloodline: sex === '1' });

function couple(dice: Dice, from: number, to: number): [Kin, Kin] {
  const first = head(dice, from, to, dice.chance(0.96) ? '1' : '2');
  return [first, spouseOf(dice, first)];
}

const motherAge = (pair: readonly Kin[]): number => Math.min(...pair.map((one) => one.age));

/** Couple of 26–48 with children under 25. */
function nuclear(dice: Dice, children: number): Kin[] {
  const pair = couple(dice, 26 + children * 3, 50);
  return [...pair, ...Array.from({ length: children }, () => childOf(dice, motherAge(pair), 0, 24))];
}

/** Head and wife, a grown son and his wife, and grandchildren. One in eight keeps the daughter and takes the son-in-law in. */
function threeGenerations(dice: Dice, grandchildren: number): Kin[] {
  const pair = couple(dice, 50, 68);
  const childAge = Math.min(Math.max(motherAge(pair) - dice.between(20, 27), 24), 44);
  const daughterStays = dice.chance(0.12);
  const child: Kin = { relation: daughterStays ? '30' : '20', sex: daughterStays ? '2' : '1', age: childAge, bloodline: true };
  const inLaw: Kin = {
    relation: daughterStays ? '28' : '38',
    sex: daughterStays ? '1' : '2',
    age: Math.max(22, childAge + dice.between(-3, 2)),
    bloodline: false,
  };
  const mother = Math.min(child.age, inLaw.age);
  const young = Array.from({ length: grandchildren }, (): Kin => {
    const { sex, age } = childOf(dice, mother, 0, 20);
    const relation = daughterStays ? (sex === '1' ? '43' : '44') : sex === '1' ? '41' : '42';
    return { relation, sex, age, bloodline: true };
  });
  return [...pair, child, inLaw, ...young];
}

function withParents(dice: Dice, family: Kin[], parents: 1 | 2): Kin[] {
  const first = family[0] as Kin;
  const sexes: Sex[] = parents === 2 ? ['1', '2'] : [dice.chance(0.3) ? '1' : '2'];
  return [...family, ...sexes.map((sex) => parentOf(dice, first, sex))];
}

/** A couple whose grown children have not married yet. */
function withGrownChild(dice: Dice, children: number): Kin[] {
  const pair = couple(dice, 46, 64);
  return [...pair, ...Array.from({ length: children }, () => childOf(dice, motherAge(pair), 18, 36))];
}

function alone(dice: Dice): Kin[] {
  return [
    dice.weighted<() => Kin>([
      [() => head(dice, 62, 92, anySex(dice)), 62],
      [() => head(dice, 44, 61, '1'), 32],
      [() => head(dice, 24, 43, anySex(dice)), 6],
    ])(),
  ];
}

function loneParent(dice: Dice, children: number): Kin[] {
  const first = head(dice, 30 + children * 3, 52, dice.chance(0.4) ? '1' : '2');
  return [first, ...Array.from({ length: children }, () => childOf(dice, first.age, 2, 24))];
}

const SHAPES: Record<number, readonly (readonly [(dice: Dice) => Kin[], number])[]> = {
  1: [[alone, 1]],
  2: [
    [(dice) => couple(dice, 60, 86), 56],
    [(dice) => couple(dice, 44, 60), 26],
    [(dice) => loneParent(dice, 1), 8],
    [(dice) => withParents(dice, [head(dice, 40, 62, '1')], 1), 10],
  ],
  3: [
    [(dice) => nuclear(dice, 1), 56],
    [(dice) => withGrownChild(dice, 1), 20],
    [(dice) => withParents(dice, couple(dice, 38, 62), 1), 18],
    [(dice) => loneParent(dice, 2), 6],
  ],
  4: [
    [(dice) => nuclear(dice, 2), 58],
    [(dice) => withParents(dice, nuclear(dice, 1), 1), 20],
    [(dice) => withGrownChild(dice, 2), 8],
    [(dice) => threeGenerations(dice, 0), 14],
  ],
  5: [
    [(dice) => threeGenerations(dice, 1), 48],
    [(dice) => withParents(dice, nuclear(dice, 2), 1), 24],
    [(dice) => withParents(dice, nuclear(dice, 1), 2), 14],
    [(dice) => nuclear(dice, 3), 14],
  ],
  6: [
    [(dice) => threeGenerations(dice, 2), 66],
    [(dice) => withParents(dice, nuclear(dice, 2), 2), 26],
    [(dice) => withParents(dice, nuclear(dice, 3), 1), 8],
  ],
  7: [
    [(dice) => threeGenerations(dice, 3), 50],
    [(dice) => withParents(dice, threeGenerations(dice, 2), 1), 50],
  ],
  8: [
    [(dice) => withParents(dice, threeGenerations(dice, 2), 2), 60],
    [(dice) => withParents(dice, threeGenerations(dice, 3), 1), 40],
  ],
};

/** Members of a household of 1 to 8 people, the head first: one head, at most one spouse, every relation of the right sex. */
export function familyOf(dice: Dice, size: number): Kin[] {
  const shapes = SHAPES[size];
  if (!shapes) throw new Error(`no family of ${size}`);
  return dice.weighted(shapes)(dice);
}

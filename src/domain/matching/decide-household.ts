// Decides the household of a row from the people the archive holds under its ID number or, in its village, under its name.
import type { FoundPerson, HouseholdMatch, PersonText } from './household-match.ts';

const first18 = (id: string): string => id.slice(0, 18).toUpperCase();
const plain = (name: string): string => name.normalize('NFKC').replace(/[\s·•.]/g, '');
const households = (people: readonly FoundPerson[]): string[] => [...new Set(people.map((person) => person.householdId))];

function foundIn(person: FoundPerson, confidence: number, reason: string): HouseholdMatch {
  return { outcome: 'found', householdId: person.householdId, villageCode: person.villageCode, confidence, reason };
}
const nobody = (outcome: 'notFound' | 'several' | 'contradiction', reason: string): HouseholdMatch => ({
  outcome,
  householdId: null,
  villageCode: null,
  confidence: 0,
  reason,
});

function byNumber(row: PersonText, same: readonly FoundPerson[]): HouseholdMatch {
  const [person] = same;
  if (!person) return nobody('notFound', '');
  if (households(same).length > 1) return nobody('several', `这个身份证号在档案里有 ${households(same).length} 户，请先核对档案`);
  if (row.villageCode !== null && row.villageCode !== person.villageCode) {
    return nobody('contradiction', `身份证号在${person.villageName}${person.headName}户，与表里写的村不同`);
  }
  if (row.personName !== '' && same.every((one) => plain(one.name) !== plain(row.personName))) {
    return nobody('contradiction', `身份证号在${person.villageName}${person.headName}户，登记的姓名与表里的不同`);
  }
  const where = row.villageCode === null ? `，在${person.villageName}` : '';
  return foundIn(person, 1, `身份证号对上${person.headName}户${where}`);
}

/**
 * `found` are members with the row's ID number (first 18 characters) anywhere in the county and members of its village with its name.
 * A number decides before a name; a name decides only when one household of the village has it and the head, where written, agrees.
 * A number that is in another village, or under another name, is a contradiction for a person to settle.
 */
export function decideHousehold(row: PersonText, found: readonly FoundPerson[]): HouseholdMatch {
  const number = first18(row.idNumber);
  if (number.length === 18) {
    const same = found.filter((person) => first18(person.idNumber) === number);
    if (same.length > 0) return byNumber(row, same);
  }
  if (row.villageCode === null) return nobody('notFound', number ? '档案里没有这个身份证号' : '没有身份证号，村也没有定');
  const name = plain(row.personName);
  if (name === '') return nobody('notFound', '没有姓名');
  const named = found.filter((person) => {
    if (person.villageCode !== row.villageCode || plain(person.name) !== name) return false;
    // Another number under the same name is another person.
    return number.length !== 18 || person.idNumber === '';
  });
  if (named.length === 0) return nobody('notFound', number ? '档案里没有这个身份证号' : `村里没有叫${row.personName}的`);
  const head = plain(row.headName);
  const fitting = head === '' ? named : named.filter((person) => plain(person.headName) === head);
  if (fitting.length === 0) return nobody('notFound', `村里有${row.personName}，但户主不是${row.headName}`);
  if (households(fitting).length > 1) return nobody('several', `村里有 ${households(fitting).length} 户有叫${row.personName}的，请选一户`);
  return foundIn(
    fitting[0] as FoundPerson,
    head === '' ? 0.9 : 0.95,
    head === '' ? `村里只有一个${row.personName}` : `姓名和户主${row.headName}都对上`,
  );
}

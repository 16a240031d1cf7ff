// The line by which a household stands in lists and is found while typing: made once, when the household is stored.
import type { Household } from '../../domain/household.ts';
import type { HouseholdLine } from './phone-store.ts';

/** Names, spellings (together and with blanks), initials, the last four of each ID number, phones and the house number, in lower case. */
export function searchText(household: Household): string {
  const words = new Set<string>([household.headName, household.houseNo, household.phone, household.groupName]);
  for (const member of household.members) {
    words.add(member.name);
    words.add(member.pinyin);
    words.add(member.pinyin.replace(/ /g, ''));
    words.add(member.initials);
    words.add(member.phone);
    words.add(member.idNumber.slice(0, 18).slice(-4));
  }
  words.delete('');
  return Array.from(words).join(' ').toLowerCase();
}

export function lineOf(household: Household): HouseholdLine {
  const { id, villageCode, groupName, houseNo, headName, phone, size, kind, category, monitorState } = household;
  return { id, villageCode, groupName, houseNo, headName, phone, size, kind, category, monitorState, search: searchText(household) };
}

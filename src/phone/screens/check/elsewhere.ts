// The same ID number or phone in another household of the village: an index over what the phone holds, built once behind the first check, without a network.
import type { Household } from '../../../domain/household.ts';
import type { Elsewhere } from '../../../domain/rules/rule.ts';
import type { PhoneStore } from '../../store/phone-store.ts';

/** Which households have a number: the first that was found, and another one where there are two. */
class Owners {
  private readonly first = new Map<string, Household['id']>();
  private readonly second = new Map<string, Household['id']>();

  add(number: string, householdId: Household['id']): void {
    if (number === '') return;
    const known = this.first.get(number);
    if (known === undefined) this.first.set(number, householdId);
    else if (known !== householdId) this.second.set(number, householdId);
  }

  /** One that is not this household. */
  otherThan(number: string, householdId: Household['id'] | null): Household['id'] | undefined {
    const first = this.first.get(number);
    return first === householdId ? this.second.get(number) : first;
  }
}

interface Index {
  idNumbers: Owners;
  phones: Owners;
  heads: Map<Household['id'], string>;
}

let built: { store: PhoneStore; index: Promise<Index> } | null = null;

async function build(store: PhoneStore): Promise<Index> {
  const index: Index = { idNumbers: new Owners(), phones: new Owners(), heads: new Map() };
  await store.eachHousehold((household) => {
    index.heads.set(household.id, household.headName);
    index.phones.add(household.phone, household.id);
    for (const member of household.members) {
      if (member.presence === 'dead' || member.presence === 'movedOut') continue;
      index.idNumbers.add(member.idNumber.slice(0, 18).toUpperCase(), household.id);
      index.phones.add(member.phone, household.id);
    }
  });
  return index;
}

/** The village as the archive has it; read again once the archive has changed. */
export async function elsewhereOf(store: PhoneStore, householdId: string | null, say: (headName: string) => string): Promise<Elsewhere> {
  if (built?.store !== store) {
    const index = build(store);
    built = { store, index };
    const forget = (): void => {
      if (built?.index === index) built = null;
    };
    index.catch(forget);
    const stop = store.watch((changed) => {
      if (!changed.includes('households')) return;
      stop();
      forget();
    });
  }
  const { idNumbers, phones, heads } = await built.index;
  const other = (owners: Owners, number: string): string | null => {
    const id = owners.otherThan(number, householdId);
    return id === undefined ? null : say(heads.get(id) ?? '');
  };
  return { idNumber: (person) => other(idNumbers, person), phone: (phone) => other(phones, phone) };
}

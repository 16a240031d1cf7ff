// Single sealed values of an account: its session, the county's settings.
import type { PhoneDatabase } from './database.ts';
import type { Box, Seal } from './seal.ts';

export type VaultKey = 'session' | 'settings';

const placeOf = (key: VaultKey): string => `vault/${key}`;

export const boxValue = (seal: Seal, key: VaultKey, value: unknown): Promise<Box> => seal.value(value, placeOf(key));

export const openValue = async <T>(seal: Seal, key: VaultKey, row: { box: Box } | undefined): Promise<T | null> =>
  row ? seal.open<T>(row.box, placeOf(key)) : null;

export const readVault = async <T>(db: PhoneDatabase, seal: Seal, key: VaultKey): Promise<T | null> =>
  openValue<T>(seal, key, await db.vault.get(key));

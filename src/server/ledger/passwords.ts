// Passwords are kept as Argon2id hashes, made off the event loop.
import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for Argon2id: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST);

/** A hash of nothing anybody types, so that an unknown login takes as long as a wrong password. */
let nobody: Promise<string> | undefined;

/** False for a wrong password, and, after the same work, for a login without a hash. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), COST);
  const fits = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return stored !== undefined && fits;
}

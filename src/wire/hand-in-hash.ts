// The seal of a hand-in: what makes a repeated one the same and a changed one another.
import { canonicalJson } from '../domain/canonical-json.ts';
import type { HandIn } from './sync.ts';

/** The hash a hand-in carries: SHA-256 over the canonical JSON of everything but the hash. Needs WebCrypto, as phones (HTTPS) and Node have it. */
export async function handInHash(handIn: Omit<HandIn, 'hash'>): Promise<string> {
  const { hash: _none, ...rest } = handIn as HandIn;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(rest)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

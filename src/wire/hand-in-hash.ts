// The seal of a hand-in: what makes a repeated one the same and a changed one another.
import { canonicalJson } from '../domain/canonical-json.ts';
import type { HandIn } from './sync.ts';

/** The hash a hand-in carries: SHA-256 over the canonical JSON of everything but the hash. Needs WebCrypto, as phones (HTTPS) and Node have it. */
export const handInHash = async (handIn: Omit<HandIn, 'hash'>): Promise<string> => (await sealHandIn(handIn)).handIn.hash;

/** The hand-in with its hash, and the text to send: the hash first, then the canonical JSON itself, so that the server can check the seal on what it parsed without sorting it. */
export async function sealHandIn(unsealed: Omit<HandIn, 'hash'>): Promise<{ handIn: HandIn; text: string }> {
  const { hash: _none, ...rest } = unsealed as HandIn;
  const canonical = canonicalJson(rest);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { handIn: { ...rest, hash }, text: `{"hash":"${hash}",${canonical.slice(1)}` };
}

// The name of a form's content: what a phone checks on arrival, and the server when publishing.
import { type Definition, definitionHash } from '../domain/survey/definition.ts';

/** SHA-256 (hex) of the definition's canonical JSON. Needs WebCrypto, as phones (HTTPS) and Node have it. */
export const formHash = (definition: Definition): Promise<string> =>
  definitionHash(definition, async (text) => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });

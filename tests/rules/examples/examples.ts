// Every rule's examples, in the order of the table.
import type { Example } from './example.ts';
import { IDENTITY_EXAMPLES } from './identity.ts';

export const EXAMPLES: readonly Example[] = [...IDENTITY_EXAMPLES];

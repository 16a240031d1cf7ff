// A phone leaves the key of its store with the account, and asks for it when the PIN was forgotten.
import * as z from 'zod/mini';
import { AskDeviceKey, DEVICE_KEY, GivenDeviceKey, KeepDeviceKey } from '../../wire/device-key.ts';
import { giveDeviceKey, keepDeviceKey } from '../ledger/device-keys.ts';
import { type App, type Parts, visitorOf } from './app.ts';

const BODY_LIMIT = 1024;

export function registerDeviceKeys(app: App, { ledger, clock }: Parts): void {
  const config = { allow: ['collector'] } as const;
  app.post(
    DEVICE_KEY,
    { schema: { body: KeepDeviceKey, response: { 204: z.undefined() } }, config, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      await keepDeviceKey(ledger, visitorOf(request).asker, request.body, clock());
      return reply.code(204).send();
    },
  );

  // A POST: what opens a phone is in no address, no history and no cache.
  app.post(
    `${DEVICE_KEY}/ask`,
    { schema: { body: AskDeviceKey, response: { 200: GivenDeviceKey } }, config, bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return giveDeviceKey(ledger, visitorOf(request).asker, request.body, clock());
    },
  );
}

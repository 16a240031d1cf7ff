// 设备: the phones in the asker's divisions, and stopping one. The township looks, the county and the administrator stop.
import * as z from 'zod/mini';
import { type PhoneDays, phoneDaysOf } from '../../domain/policy.ts';
import { DeviceItem, DeviceQuery, Devices, StopDevice } from '../../wire/devices.ts';
import { dayInChina, type Officer } from '../ledger/desk-scope.ts';
import { listDevices, sumDevices } from '../ledger/device-list.ts';
import type { Tx } from '../ledger/open-ledger.ts';
import { policyFor } from '../ledger/policies.ts';
import { Refusal } from '../ledger/refusal.ts';
import { restoreDevice, stopDevice } from '../ledger/stop-device.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

const Params = z.object({ id: z.uuid() });

const daysFor = async (tx: Tx, { county, now }: Officer): Promise<PhoneDays> => phoneDaysOf(await policyFor(tx, county, dayInChina(now)));

const found = (device: DeviceItem | undefined): DeviceItem => {
  if (!device) throw new Refusal('notFound', { message: '没有找到这部手机' });
  return device;
};

export function registerDevices(app: App, { ledger, clock }: Parts): void {
  const see = { allow: ['reviewer', 'auditor', 'admin'] } as const;
  const stop = { allow: ['auditor', 'admin'] } as const;

  app.get('/api/devices', { schema: { querystring: DeviceQuery, response: { 200: Devices } }, config: see }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(
      officer,
      async (tx) => {
        const days = await daysFor(tx, officer);
        return { ...(await listDevices(tx, officer, days, request.query, request.query.limit ?? PAGE)), sums: await sumDevices(tx, officer, days) };
      },
      { reading: 'snapshot' },
    );
  });

  app.post(
    '/api/devices/:id/stop',
    { schema: { params: Params, body: StopDevice, response: { 200: DeviceItem } }, config: stop },
    async (request) => {
      const officer = officerOf(request, clock);
      return found(await ledger.within(officer, async (tx) => stopDevice(tx, officer, await daysFor(tx, officer), request.params.id, request.body)));
    },
  );

  app.post('/api/devices/:id/restore', { schema: { params: Params, response: { 200: DeviceItem } }, config: stop }, async (request) => {
    const officer = officerOf(request, clock);
    return found(await ledger.within(officer, async (tx) => restoreDevice(tx, officer, await daysFor(tx, officer), request.params.id)));
  });
}

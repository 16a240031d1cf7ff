// An office that only one server holds at a time, however many run: an advisory lock on a connection of its own, which also hears calls.
import pg from 'pg';
import { appConnection } from './app-connection.ts';
import type { DatabaseAddress, Log } from './open-ledger.ts';

export interface OfficeOptions {
  address: DatabaseAddress;
  /** Any fixed number, one an office. */
  key: number;
  channel: string;
  /** Now, and again after the connection was lost: this server holds the office. */
  onHeld: () => void;
  /** Another server may hold it now. */
  onLost: () => void;
  onCall: () => void;
  log: Log;
}

/** How often a server that does not hold the office asks again, and how long it waits to reconnect, ms. */
const AGAIN = 2000;

/** Competes for the office until `close()`; the lock falls with the connection, so that a dead server never keeps it. */
export function holdOffice({ address, key, channel, onHeld, onLost, onCall, log }: OfficeOptions): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let held = false;
  let closed = false;
  const later = (): void => {
    if (!closed) timer = setTimeout(attempt, AGAIN).unref();
  };
  const lose = (gone: pg.Client, reason: string): void => {
    if (gone !== client) return;
    client = undefined;
    gone.end().catch(() => undefined);
    if (held) {
      held = false;
      onLost();
    }
    if (!closed) log.warn({ reason }, 'the connection of an office was lost');
    later();
  };
  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      ...appConnection(address),
      application_name: 'ruhu office',
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', (error) => lose(fresh, error.message));
    fresh.on('end', () => lose(fresh, 'ended'));
    fresh.on('notification', () => held && onCall());
    await fresh.connect();
    await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    return fresh;
  };
  let working: Promise<void> = Promise.resolve();
  const attempt = (): void => {
    working = work();
  };
  const work = async (): Promise<void> => {
    let mine = client;
    try {
      mine ??= await connect();
      const { rows } = await mine.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [key]);
      if (closed || mine !== client) return;
      if (!rows[0]?.held) return later();
      held = true;
      onHeld();
    } catch (error) {
      if (client) lose(client, (error as Error).message);
      else later();
    }
  };
  attempt();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await working;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}

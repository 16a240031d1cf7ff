// A line to the server with a round-trip time, a width and faults: a TCP proxy that hands every chunk on after half of the round trip, and counts the bytes.
import { createConnection, createServer, type Socket } from 'node:net';

export interface SlowLine {
  port: number;
  bytes: { up: number; down: number };
  /** Called once, as soon as so many bytes have gone that way since now; then the line can be cut or fall silent. */
  when(direction: 'up' | 'down', bytes: number, act: () => void): void;
  /** Every connection breaks; what was on the way is gone. New ones may come. */
  cut(): void;
  /** Nothing arrives any more, either way, until the time is over; then whatever was open breaks. */
  silence(ms: number): void;
  close(): void;
}

/** `kilobits`: width a second of each direction, without end when left out. */
export async function slowLine(target: number, roundTripMs: number, kilobits = Number.POSITIVE_INFINITY): Promise<SlowLine> {
  const bytes = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const free = { up: 0, down: 0 };
  let waiting: { direction: 'up' | 'down'; at: number; act: () => void } | null = null;
  let silent = false;
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  /** When a chunk that sets out now has passed the line. */
  const arrivalOf = (direction: 'up' | 'down', length: number): number => {
    const begins = Math.max(performance.now(), free[direction]);
    free[direction] = begins + (length * 8) / kilobits;
    return free[direction] + roundTripMs / 2;
  };
  const carry = (from: Socket, to: Socket, direction: 'up' | 'down'): void => {
    let last = 0;
    const later = (length: number, act: () => void): void => {
      last = Math.max(last, arrivalOf(direction, length));
      setTimeout(act, last - performance.now());
    };
    from.on('data', (chunk: Buffer) => {
      bytes[direction] += chunk.length;
      if (waiting?.direction === direction && bytes[direction] >= waiting.at) {
        const { act } = waiting;
        waiting = null;
        act();
      }
      if (silent) return;
      later(chunk.length, () => !silent && to.writable && to.write(chunk));
      // What waits at a narrow line is not read from the sender, as on a real one.
      const ahead = free[direction] - performance.now();
      if (ahead > 200) {
        from.pause();
        setTimeout(() => from.resume(), ahead - 100);
      }
    });
    from.on('end', () => later(0, () => to.end()));
    from.on('error', () => to.destroy());
  };
  const server = createServer((near) => {
    const far = createConnection(target, '127.0.0.1');
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    carry(near, far, 'up');
    carry(far, near, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    bytes,
    when(direction, more, act) {
      waiting = { direction, at: bytes[direction] + more, act };
    },
    cut,
    silence(ms) {
      silent = true;
      setTimeout(() => {
        cut();
        silent = false;
      }, ms);
    },
    close() {
      cut();
      server.close();
    },
  };
}

// A line to the server with a round-trip time: a TCP proxy that hands every chunk on after half of it, and counts the bytes.
import { createConnection, createServer, type Socket } from 'node:net';

export interface SlowLine {
  port: number;
  bytes: { up: number; down: number };
  close(): void;
}

export async function slowLine(target: number, roundTripMs: number): Promise<SlowLine> {
  const bytes = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const carry = (from: Socket, to: Socket, direction: 'up' | 'down'): void => {
    from.on('data', (chunk: Buffer) => {
      bytes[direction] += chunk.length;
      setTimeout(() => to.writable && to.write(chunk), roundTripMs / 2);
    });
    from.on('end', () => setTimeout(() => to.end(), roundTripMs / 2));
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
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

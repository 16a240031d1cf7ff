// The way between a phone and the county, to be spoiled: dead, silent, cut after so many bytes, or taken over by a Wi-Fi network that wants a sign-in first.
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * `through` all passes · `dead` every connection is refused or broken · `mute` requests arrive, no reply comes back · `portal` somebody else answers everything with a page of HTML.
 */
export type LineState = 'through' | 'dead' | 'mute' | 'portal';

const PAGE = '<!doctype html><html lang="zh"><title>欢迎使用免费WiFi</title><p>请先用手机号登录。</p></html>';
const PORTAL = `HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(PAGE)}\r\nconnection: close\r\n\r\n${PAGE}`;

export class Line {
  /** What phones are told to open instead of the server's own address. */
  readonly url: string;
  /** A connection is cut when so many bytes of one request have gone up, or of one reply have come down; null: never. */
  cutUpAfter: number | null = null;
  cutDownAfter: number | null = null;
  /** Connections cut by the two limits so far. */
  cuts = 0;
  #state: LineState = 'through';
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://localhost:${port}`;
  }

  /** A line to the server at `url`. */
  static async to(url: string): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    const address = server.address();
    if (!address || typeof address !== 'object') throw new Error('no port');
    const line = new Line(server, address.port);
    const port = Number(new URL(url).port);
    server.on('connection', (near) => line.#answer(near, port));
    return line;
  }

  get state(): LineState {
    return this.#state;
  }

  /** Whatever is under way breaks off. */
  become(state: LineState): void {
    this.#state = state;
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.become('dead');
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#open.delete(socket));
  }

  #answer(near: Socket, port: number): void {
    this.#keep(near);
    if (this.#state === 'dead') {
      near.destroy();
      return;
    }
    if (this.#state === 'portal') {
      near.once('data', () => near.end(PORTAL));
      return;
    }
    const far = connect(port, 'localhost');
    this.#keep(far);
    let up = 0;
    let down = 0;
    const cut = (): void => {
      this.cuts++;
      near.destroy();
      // What has already gone up arrives; the server sees the connection end.
      far.end();
    };
    near.on('data', (bytes) => {
      const room = this.cutUpAfter === null ? bytes.length : this.cutUpAfter - up;
      up += bytes.length;
      down = 0;
      far.write(bytes.subarray(0, Math.max(0, room)));
      if (room < bytes.length) cut();
    });
    far.on('data', (bytes) => {
      if (this.#state === 'mute') return;
      const room = this.cutDownAfter === null ? bytes.length : this.cutDownAfter - down;
      down += bytes.length;
      up = 0;
      near.write(bytes.subarray(0, Math.max(0, room)));
      if (room < bytes.length) cut();
    });
    near.on('close', () => far.end());
    far.on('close', () => near.end());
  }
}

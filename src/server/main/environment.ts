// What the operator said: the environment and the words after the command, checked before anything starts.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { OperatorError } from '../operator-error.ts';

export interface Environment {
  /** `demo`: the demonstration county with known passwords; `serve`: real use; `backup` and `restore` end by themselves. */
  mode: (typeof MODES)[number];
  /** Of a backup: below which the new one is put; of a restore: the backup itself. Empty otherwise. */
  backupFolder: string;
  /** The demonstration county at full size: 62,000 households. */
  full: boolean;
  port: number;
  /** Address to listen on; all of them unless said otherwise. */
  host: string;
  dataFolder: string;
  databaseUrl: string | null;
  tls: { cert: Buffer; key: Buffer } | null;
  /** Behind a proxy of one's own that ends TLS: it is believed about addresses, and cookies are Secure. */
  behindProxy: boolean;
  demoPassword: string;
  logLevel: string;
}

const MODES = ['demo', 'serve', 'backup', 'restore'] as const;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

/** Reads `variables` and `words`; an empty variable counts as unset. Throws OperatorError for what cannot be meant. */
export function readEnvironment(variables: Record<string, string | undefined>, words: readonly string[]): Environment {
  const given = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const said = words[0] ?? 'serve';
  const mode = MODES.find((known) => known === said);
  if (!mode) throw new OperatorError(`不认识的启动方式 ${said}，请用 ${MODES.join('、')}。`, `Unknown mode ${said}: use one of ${MODES.join(', ')}.`);
  const copying = mode === 'backup' || mode === 'restore';
  if (copying && words.length !== 2)
    throw new OperatorError(`请写明备份文件夹：npm run ${mode} -- <文件夹>`, `Name the backup folder: npm run ${mode} -- <folder>`);
  if (copying && given('DATABASE_URL')) {
    throw new OperatorError(
      '设置了 DATABASE_URL：请用 PostgreSQL 自己的 pg_dump 和 pg_restore，见 docs/operations.md。',
      'DATABASE_URL is set: use PostgreSQL’s own pg_dump and pg_restore, see docs/operations.md.',
    );
  }
  const unknown = copying ? undefined : words.slice(1).find((word) => word !== '--full');
  if (unknown) throw new OperatorError(`不认识的选项 ${unknown}。`, `Unknown option ${unknown}.`);
  const logLevel = given('RUHU_LOG') ?? (mode === 'demo' ? 'warn' : 'info');
  if (!LEVELS.includes(logLevel))
    throw new OperatorError(`RUHU_LOG 应为 ${LEVELS.join('、')} 之一。`, `RUHU_LOG must be one of ${LEVELS.join(', ')}.`);
  return {
    mode,
    // npm changes to the project's folder; a relative path is meant from where it was typed.
    backupFolder: copying ? resolve(given('INIT_CWD') ?? '.', words[1] ?? '') : '',
    full: words.includes('--full'),
    port: portOf(given('PORT') ?? '8080'),
    host: given('RUHU_HOST') ?? '0.0.0.0',
    dataFolder: resolve(given('RUHU_DATA') ?? './data'),
    databaseUrl: databaseOf(given('DATABASE_URL')),
    tls: tlsOf(given('RUHU_TLS_CERT'), given('RUHU_TLS_KEY')),
    behindProxy: given('RUHU_PROXY') === '1',
    demoPassword: given('RUHU_DEMO_PASSWORD') ?? 'ruhu-demo',
    logLevel,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new OperatorError(`PORT=${text} 不是端口号，应为 0 到 65535。`, `PORT=${text} is no port: 0 to 65535.`);
}

function databaseOf(url: string | undefined): string | null {
  if (url === undefined) return null;
  if (/^postgres(ql)?:\/\//.test(url)) return url;
  // The address may hold a password: it is not repeated.
  throw new OperatorError('DATABASE_URL 应以 postgres:// 开头。', 'DATABASE_URL must begin with postgres://.');
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined): Environment['tls'] {
  if (!certFile && !keyFile) return null;
  if (!certFile || !keyFile) {
    throw new OperatorError('RUHU_TLS_CERT 和 RUHU_TLS_KEY 要一起设置。', 'RUHU_TLS_CERT and RUHU_TLS_KEY belong together: set both.');
  }
  let pair: { cert: Buffer; key: Buffer };
  try {
    pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  } catch (error) {
    const reason = (error as Error).message;
    throw new OperatorError(`证书或密钥文件读不出来：${reason}`, `The certificate or key cannot be read: ${reason}`);
  }
  try {
    createSecureContext(pair);
    return pair;
  } catch (error) {
    const reason = (error as Error).message;
    throw new OperatorError(
      `RUHU_TLS_CERT 和 RUHU_TLS_KEY 不是一对能用的 PEM 证书和密钥：${reason}`,
      `RUHU_TLS_CERT and RUHU_TLS_KEY do not fit together as a PEM certificate and its key: ${reason}`,
    );
  }
}

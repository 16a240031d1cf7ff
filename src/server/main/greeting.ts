// What the operator sees once the server runs: where to open it, a code to scan, and who may sign in.
import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';

/** Addresses of this machine that others in the same network can open. */
function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((several) => several ?? []);
  return all.filter((one) => one.family === 'IPv4' && !one.internal).map((one) => one.address);
}

export function addressLines(scheme: 'http' | 'https', port: number, host: string): string[] {
  const everywhere = host === '0.0.0.0' || host === '::';
  const lan = everywhere ? lanAddresses() : [];
  const url = (name: string): string => `${scheme}://${name}:${port}`;
  const here = url(everywhere ? 'localhost' : host);
  const lines = [`  手机端 phone   ${here}/`, `  办公端 desk    ${here}/desk/`];
  for (const address of lan) lines.push(`  局域网 LAN     ${url(address)}/   ${url(address)}/desk/`);
  const first = lan[0];
  if (first) lines.push('', renderUnicodeCompact(`${url(first)}/`, { border: 1 }));
  if (first && scheme === 'http') {
    lines.push('  离线使用需要 HTTPS（本机 localhost 除外），见 README。', '  Offline use needs HTTPS, except on localhost: see the README.');
  }
  return lines;
}

export const setUpLines = (scheme: 'http' | 'https', port: number, host: string, token: string): string[] => [
  '  还没有账号。请打开下面的一次性链接，建立第一个管理员（只显示这一次）：',
  '  Nobody can sign in yet. Open this one-time link to make the first administrator; it is shown only now:',
  '',
  `  ${scheme}://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}/desk/setup?token=${token}`,
];

export const accountLines = (password: string): string[] => [
  '  演示账号（households are synthetic, 密码都是 / one password for all）',
  `  密码 password  ${password}`,
  '  county                    县级信息审核员',
  '  town-140826106            安峪镇信息录入员（town- 加 9 位乡镇代码）',
  '  village-140826106200      安峪村信息采集员（village- 加 12 位村代码）',
  '  dept-yibao                医保局（其他部门：dept-minzheng、dept-jiaoyu、dept-canlian…）',
  '  admin                     系统管理员',
];

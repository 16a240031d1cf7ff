// The county's form office, over the real routes: a form of its own beside the survey.
import type { Definition } from '../../src/domain/survey/definition.ts';
import { type Installation, PASSWORD } from './installation.ts';

/** A question of one language, by its type. */
export const question = (type: string, name: string, label: string, more: object = {}) => ({
  kind: 'question',
  type,
  name,
  label: { default: label },
  ...more,
});

/** One group of questions, in use as a supplement from now on. Throws when the server refuses it. */
export async function publishSupplement(
  installation: Installation,
  { id, title, items }: { id: string; title: string; items: readonly object[] },
): Promise<void> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(installation.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const signedIn = await post('/api/session', { login: 'county', password: PASSWORD });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const group = { kind: 'group', name: id, label: { default: title.replace(/排查$/, '') }, items };
  const definition = { format: 1, id, version: '1', title, languages: ['default'], lists: {}, items: [group] } as unknown as Definition;
  const reply = await post('/api/forms', { definition, use: 'supplement', sourceName: '' }, { 'x-csrf-token': csrfToken, cookie });
  if (!reply.ok) throw new Error(`publishing: ${reply.status} ${await reply.text()}`);
}

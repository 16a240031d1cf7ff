// Signing in and out of the desk.
import { Session } from '../wire/session.ts';
import { call, Done, endExpiry, type Failure, session } from './call.ts';

/** Asks the server who is signed in. Null: nobody; a failure: it could not be asked. */
export async function loadSession(): Promise<Failure | null> {
  const reply = await call('/api/session', Session);
  if (reply.ok) {
    session.value = reply.value;
    return null;
  }
  if (reply.failure.problem === 'signInNeeded') {
    session.value = null;
    return null;
  }
  return reply.failure;
}

/** Null when signed in. Somebody else signing in over an expired session starts afresh: the page belongs to the one before. */
export async function signIn(login: string, password: string): Promise<Failure | null> {
  const before = session.value;
  // The old session stays in its place meanwhile: without one the page beneath, and what was typed into it, would be gone.
  const reply = await call('/api/session', Session, { method: 'POST', body: { login: login.trim().toLowerCase(), password }, signingIn: true });
  if (!reply.ok) return reply.failure;
  if (before && before.account.id !== reply.value.account.id) {
    location.assign('/desk/');
    return null;
  }
  session.value = reply.value;
  endExpiry(true);
  return null;
}

export async function signOut(): Promise<void> {
  await call('/api/session', Done, { method: 'DELETE' });
  session.value = null;
  endExpiry(false);
}

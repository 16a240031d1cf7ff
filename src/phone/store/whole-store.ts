// The store with its library, in one file: a cold start reads its first screen without it and fetches it after the first paint.
export { openPhoneStore } from './open-phone-store.ts';
export { everybodyHere, lastSignedIn, rememberSignedIn } from './who-was-here.ts';

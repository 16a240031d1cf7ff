// The store with its library, in one file: a cold start reads its first screen without it and fetches it after the first paint.
export { destroyStore } from './destroy.ts';
export { finishSealing, lockStore, openOnce, setPin } from './lock-store.ts';
export { openPhoneStore } from './open-phone-store.ts';
export { everybodyHere, lastSignedIn, rememberRevoked, rememberSignedIn } from './who-was-here.ts';

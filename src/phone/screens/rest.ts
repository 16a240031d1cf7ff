// Everything that the first screen can stand without, in one file: it is fetched right after the first paint, and precached with the app.
export { Workbox } from 'workbox-window';
export { layReserve } from '../store/reserve.ts';
export { askDeviceKey, keepDeviceKey, refreshSession, signIn } from '../sync/post.ts';
export { startSync } from '../sync/start-sync.ts';
export { HandedInScreen } from './check/handed-in-screen.tsx';
export { BrowserScreen } from './door/browser-screen.tsx';
export { NewPasswordForm } from './door/new-password-form.tsx';
export { NewPinScreen } from './door/new-pin-screen.tsx';
export { RevokedScreen } from './door/revoked-screen.tsx';
export { HouseholdScreen } from './households/household-screen.tsx';
export { ChangePinScreen } from './me/change-pin-screen.tsx';
export { MeScreen } from './me/me-screen.tsx';
export { PasswordScreen } from './me/password-screen.tsx';
export { UnsentScreen } from './me/unsent-screen.tsx';
export { TaskScreen } from './tasks/task-screen.tsx';

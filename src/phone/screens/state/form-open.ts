// Whether a check is open on the screen: then no new version of the app takes over.
import { signal } from '@preact/signals';

export const formOpen = signal(false);

// The key of a phone's store, left with the account and asked back when the PIN was forgotten.
import * as z from 'zod/mini';

/** 32 bytes in base64. */
const StoreKey = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));

export const DEVICE_KEY = '/api/v1/device-key';

export const KeepDeviceKey = z.object({ deviceId: z.uuid(), key: StoreKey });
export type KeepDeviceKey = z.infer<typeof KeepDeviceKey>;

export const AskDeviceKey = z.object({ deviceId: z.uuid() });
export type AskDeviceKey = z.infer<typeof AskDeviceKey>;

export const GivenDeviceKey = z.object({ key: StoreKey });
export type GivenDeviceKey = z.infer<typeof GivenDeviceKey>;

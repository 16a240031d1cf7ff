/** Absolute path of a Chromium that starts. */
export function findBrowser(): Promise<string>;
export function launchOptions(): Promise<{ executablePath: string; chromiumSandbox: boolean; args: string[] }>;

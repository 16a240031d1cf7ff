// Whether this browser can keep work and open without a network; says which part is missing, not which brand it is.

import { canKeepWork } from '../../store/can-keep-work.ts';
export interface BrowserReport {
  fits: boolean;
  missing: ('serviceWorker' | 'storage' | 'dialog')[];
  wechat: boolean;
  insecure: boolean;
}

export async function checkBrowser(): Promise<BrowserReport> {
  const missing: BrowserReport['missing'] = [];
  if (!('serviceWorker' in navigator)) missing.push('serviceWorker');
  if (!(await canKeepWork())) missing.push('storage');
  if (typeof HTMLDialogElement === 'undefined' || typeof crypto?.subtle === 'undefined') missing.push('dialog');
  return {
    fits: missing.length === 0,
    missing,
    wechat: /MicroMessenger/i.test(navigator.userAgent),
    insecure: !window.isSecureContext,
  };
}

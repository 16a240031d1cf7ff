// A name by which the desk can tell phones apart: model, system and browser, as far as the browser says them.

/** From the most particular to the most general: nearly every browser also calls itself Chrome or Safari. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, '微信'],
  [/HuaweiBrowser\/(\d+)/, '华为浏览器'],
  [/MiuiBrowser\/(\d+)/, '小米浏览器'],
  [/(?:HeyTap|Oppo)Browser\/(\d+)/, 'OPPO 浏览器'],
  [/VivoBrowser\/(\d+)/, 'vivo 浏览器'],
  [/MQQBrowser\/(\d+)/, 'QQ 浏览器'],
  [/UCBrowser\/(\d+)/, 'UC 浏览器'],
  [/EdgA?\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[^ ]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
];

/** At most 100 characters, as a device's report takes them. */
export function deviceLabel(userAgent: string): string {
  const parts = (/\(([^)]+)\)/.exec(userAgent)?.[1] ?? '').split(';').map((part) => part.trim());
  const system = parts.find((part) => /^(Android|CPU (iPhone )?OS|HarmonyOS|OpenHarmony|Windows|Intel Mac)/.test(part)) ?? parts[0] ?? '';
  const model = parts.slice(parts.indexOf(system) + 1).find((part) => part !== 'K' && !/^(wv|zh|en|rv:|Win64|x64)/.test(part)) ?? '';
  const found = BROWSERS.find(([pattern]) => pattern.test(userAgent));
  const browser = found ? `${found[1]} ${found[0].exec(userAgent)?.[1] ?? ''}` : '';
  const label = [model.replace(/ Build\/.*/, ''), system, browser].filter(Boolean).join(' · ');
  return (label || userAgent).slice(0, 100);
}

// Every text stands in both languages, and days and money are said as people here say them.
import { describe, expect, it } from 'vitest';
import { en as commonEn } from '../../src/words/common/en.ts';
import { ageOn, chinaDay, daysBetween, sayAgo, sayDay, sayDayAndWeekday, sayPeriod, sayYuan, sayYuanRoughly } from '../../src/words/common/say.ts';
import { zh as commonZh } from '../../src/words/common/zh.ts';
import { en } from '../../src/words/phone/en.ts';
import { zh } from '../../src/words/phone/zh.ts';

/** Paths of all texts; a text made from values is called with samples. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function')
    return [[path, String((words as (...values: unknown[]) => string)(...Array.from({ length: words.length }, () => '2')))]];
  return Object.entries(words as Record<string, unknown>).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

describe('words', () => {
  it.each([
    ['phone', zh, en],
    ['common', commonZh, commonEn],
  ])('%s has the same texts in both languages', (_face, chinese, english) => {
    expect(texts(english).map(([path]) => path)).toEqual(texts(chinese).map(([path]) => path));
  });

  it('no English text was left in Chinese, and no text is empty that is not meant to be', () => {
    const han = /[\u4e00-\u9fff]/;
    for (const [path, text] of texts(en)) expect(han.test(text), path).toBe(false);
    for (const [path, text] of [...texts(zh), ...texts(en)]) if (!path.endsWith('.present')) expect(text, path).not.toBe('');
  });

  it('the words that are fixed stand as they are fixed', () => {
    expect([zh.tabs.tasks, zh.tabs.households, zh.tabs.me]).toEqual(['任务', '农户', '我的']);
    expect([
      zh.door.signIn,
      zh.task.start,
      zh.task.resume,
      zh.common.confirm,
      zh.common.next,
      zh.common.previous,
      zh.form.submit,
      zh.sync.now,
    ]).toEqual(['登录', '开始核查', '继续填写', '一键确认', '下一步', '上一步', '提交核查结果', '立即同步']);
  });
});

describe('days and money', () => {
  it('are said as people say them', () => {
    expect(sayDayAndWeekday('2026-11-21', 'zh', '2026-11-21')).toBe('11月21日 周六');
    expect(sayDay('2025-12-03', 'zh', '2026-11-21')).toBe('2025年12月3日');
    expect(sayDayAndWeekday('2026-11-21', 'en', '2026-11-21')).toBe('Sat 21 Nov');
    expect(sayPeriod('2026Q3', 'zh')).toBe('2026年三季度');
    expect(sayPeriod('202609', 'zh')).toBe('2026年9月');
    expect(sayYuan(18432, 'zh')).toBe('18,432 元');
    expect(sayYuan(9912.5, 'zh')).toBe('9,912.50 元');
    expect(sayYuan(14_590.6, 'zh')).toBe('14,590.60 元');
    expect(sayYuan(-0.001, 'zh')).toBe('0 元');
    expect(sayYuan(-1137, 'zh')).toBe('−1,137 元');
    expect(sayYuanRoughly(12_060, 'zh')).toBe('1.2 万元');
    expect(sayAgo(2 * 3_600_000, 'zh')).toBe('2 小时前');
  });
  it('belong to the day in China, whatever the device thinks', () => {
    expect(chinaDay(new Date('2026-11-20T16:30:00Z'))).toBe('2026-11-21');
    expect(daysBetween('2026-11-21', '2026-11-19')).toBe(-2);
    expect(ageOn('1958-11-22', '2026-11-21')).toBe(67);
  });
});

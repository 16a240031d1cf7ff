// Names are spelt as people here say them, so that a search by pinyin finds them.
import { describe, expect, it } from 'vitest';
import { spell } from '../../src/server/ledger/spelling.ts';

describe('spelling a name', () => {
  it.each([
    ['王银环', 'wang yin huan', 'wyh'],
    ['解建国', 'xie jian guo', 'xjg'],
    ['单雄信', 'shan xiong xin', 'sxx'],
    ['尉迟红', 'yu chi hong', 'ych'],
    ['吕东', 'lv dong', 'ld'],
    ['解州', 'hai zhou', 'hz'],
    ['洪洞县', 'hong tong xian', 'htx'],
    ['么里镇', 'mo li zhen', 'mlz'],
  ])('%s is spelt %s', (name, pinyin, initials) => {
    expect(spell(name)).toEqual({ pinyin, initials });
  });

  it('reads rare characters, also those outside the basic plane', () => {
    expect(spell('郇䶮')).toEqual({ pinyin: 'huan yan', initials: 'hy' });
    expect(spell('王𬀩').pinyin).toBe('wang wei');
  });

  it('leaves out signs that are not said', () => {
    expect(spell('古丽·艾山').initials).toBe('glas');
    expect(spell('')).toEqual({ pinyin: '', initials: '' });
  });
});

// docs/rules.md says what the table of rules and their examples say; `npx vitest run --project pure tests/rules -u` writes it anew.
import { expect, test } from 'vitest';
import { DEFAULT_NAMES } from '../../src/domain/policy-names.ts';
import type { Rule } from '../../src/domain/rules/rule.ts';
import { RULES, ruleSentence } from '../../src/domain/rules/table.ts';
import type { Case } from './examples/example.ts';
import { EXAMPLES } from './examples/examples.ts';

const GROUPS: Record<Rule['group'], string> = {
  identity: '身份 Identity',
  education: '教育 Education',
  labour: '劳动和务工 Labour',
  insurance: '参保 Insurance',
  health: '健康 Health',
  guarantees: '三保障和饮水安全 Guarantees',
  income: '收入 Income',
  assets: '资产 Assets',
  risk: '风险 Risk',
  case: '监测过程和风险消除 Case',
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
const all = (cases: readonly Case[]): string => cell(cases.map(({ says }) => says).join('；'));

function row({ code, severity, source }: Rule): string {
  const example = EXAMPLES.find((one) => one.code === code);
  return `| \`${code}\` | ${severity} | ${cell(ruleSentence(code, DEFAULT_NAMES) ?? '')} | ${cell(source)} | ${all(example?.breaks ?? [])} | ${all(example?.sound ?? [])} |`;
}

const count = (severity: Rule['severity']): number => RULES.filter((rule) => rule.severity === severity).length;

const page = `# Quality rules

Written from \`src/domain/rules/table.ts\` and \`tests/rules/examples/\`; a test keeps it current. ${RULES.length} rules: ${count('E')} E, ${count('W')} W. The same functions run on the phone while filling,
on the server at submission, and over the whole county at 数据质量.

- **E** must be put right before handing in, or is marked 暂无法核实 with a reason; then the review can't pass it until it is settled.
- **W** passes with an explanation that is kept.
- A comparison with something nobody knows finds nothing; an empty field is a finding only where the sentence says that it is to be filled.
- Who died or moved away is not looked at, except by \`identity.goneCounted\`.
- Figures marked 政策 come from the county's policy in force on the day (\`ruleThresholds\`, \`monitoringLine\`); those printed here are the defaults, and so are the names of the categories (\`names\`).
- In the source column, \`domain\` and \`workflow\` are the sections of the county's specification, the rest are laws and standards.
- The examples are tests; today is 15 June 2026 in them unless they say otherwise.

${Object.entries(GROUPS)
  .map(([group, title]) => {
    const rows = RULES.filter((rule) => rule.group === group).map(row);
    return `## ${title}\n\n| code | | what holds | source | breaks it | doesn't |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  })
  .join('\n')}`;

test('docs/rules.md is what the rules say', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/rules.md');
});

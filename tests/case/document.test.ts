// docs/case.md shows the table of steps and acts as it is; `npx vitest run --project pure tests/case -u` writes it anew.
import { expect, test } from 'vitest';
import { DEFAULT_CASE_CLOCKS } from '../../src/domain/case/clock.ts';
import { ACTS, actOf, CASE_ACTS, CASE_STEPS, type CaseActName, type CaseStep, PROCEDURES } from '../../src/domain/case/step.ts';

const STEP: Record<CaseStep, string> = {
  alerted: '风险预警',
  visited: '入户核查',
  authorized: '承诺授权',
  compared: '信息比对',
  appraised: '民主评议',
  published: '村级公示',
  townshipApproved: '镇级审核',
  countyApproved: '县级审定',
  registered: '系统标注',
};
const WHO = { collector: '村', reviewer: '乡镇', auditor: '县', department: '部门', admin: '管理员', system: '系统' } as const;
const ACT: Partial<Record<CaseActName, string>> = {
  post: '张贴公示',
  object: '提出异议',
  answerObjection: '答复异议',
  goBack: '退回',
  reject: '不予纳入',
  withdraw: '农户撤回',
  cease: '户已不存在',
  openGreenChannel: '绿色通道',
};
const who = (act: CaseActName): string => ACTS[act].by.map((one) => WHO[one]).join('、');

const clock = (step: CaseStep): string => {
  const one = DEFAULT_CASE_CLOCKS.steps[step];
  return one === null ? '—' : `${one.days} ${one.working ? '个工作日' : '天'}`;
};

const diagram = (['identification', 'elimination'] as const)
  .map((procedure) => {
    const order = PROCEDURES[procedure];
    const moves = order.map((step, index) => `  ${order[index - 1] ?? '[*]'} --> ${step}: ${STEP[step]}（${who(actOf(step))}）`);
    return `\`\`\`mermaid\nstateDiagram-v2\n${moves.join('\n')}\n  ${order.at(-1)} --> [*]\n\`\`\``;
  })
  .join('\n\nElimination 风险消除:\n\n');

const page = `# The case

Written from \`src/domain/case/step.ts\` and \`clock.ts\`; a test keeps it current. The server, the desk and the phone read the same table, and a property test walks random legal and illegal sequences.

A case is its history: each act is appended, nothing is overwritten, and where the case stands is worked out from the acts (\`placeOf\`). Any step that is done can be asked for again (退回) with a reason;
the days until it is done again do not count. Clocks are the policy's; those printed here are the defaults, with ${DEFAULT_CASE_CLOCKS.decisionDays} calendar days from the first signal to the decision and a notice of at least ${DEFAULT_CASE_CLOCKS.noticeDays}.

Identification 识别纳入:

${diagram}

| | step | act | by | clock |
| --- | --- | --- | --- | --- |
${CASE_STEPS.map((step, index) => `| ${index + 1} | ${STEP[step]} \`${step}\` | \`${actOf(step)}\` | ${who(actOf(step))} | ${clock(step)} |`).join('\n')}

Beside the order:

| act | by | after | leads to |
| --- | --- | --- | --- |
${CASE_ACTS.filter((act) => ACTS[act].takes === undefined)
  .map((act) => {
    const { after, ends } = ACTS[act];
    return `| ${ACT[act]} \`${act}\` | ${who(act)} | ${after ? after.map((step) => STEP[step]).join('、') : '开案后任何一步'} | ${ends ? `\`${ends}\`` : '—'} |`;
  })
  .join('\n')}
`;

test('docs/case.md is what the table says', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/case.md');
});

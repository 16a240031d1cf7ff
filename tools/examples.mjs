// Makes examples/ anew: messy department lists about people of the small demonstration county, to drop on 线索导入.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const load = (path) => tsImport(at(path), import.meta.url);
const { drawCounty, SMALL_COUNTY } = await load('../src/demo/county.ts');
const { departmentFiles } = await load('../src/demo/department-files.ts');
const { DEMONSTRATION_SEED, DRAWN_ON } = await load('../src/demo/load.ts');
const { readDivisions } = await load('../src/server/ledger/divisions.ts');
const { SHANXI_POLICY_2026 } = await load('../src/domain/policy-defaults.ts');
const { writeDepartmentFile } = await load('../tests/support/write-department-file.ts');

const divisions = readDivisions(at('../data/divisions-jiangxian.csv'));
const villages = [
  ...drawCounty({ divisions, size: SMALL_COUNTY, seed: DEMONSTRATION_SEED, today: DRAWN_ON, line: SHANXI_POLICY_2026.monitoringLine }),
];
const townships = new Map(divisions.map(({ code, name }) => [code, name]));
mkdirSync(at('../examples'), { recursive: true });
for (const file of departmentFiles(villages, townships, 'examples')) {
  writeFileSync(at(`../examples/${file.name}`), writeDepartmentFile(file));
  console.log(`${file.name}: ${file.truth.length} rows`);
}

import { inPlaceOf, type Row } from '../row.ts';

const small = inPlaceOf(
  [/--sessions \S+/, '--sessions 20'],
  [/--seed S/, '--seed 1'],
  [/ \[--terminals T\]/, ' --terminals 2'],
  ['--world 3', '--world 0'],
);

/** Tests, checks, pictures, proof and performance: each with as little as it can. */
export const proofRows: readonly Row[] = [
  { form: /(npm install && )?(TESTS=whole )?npm test/, how: { triedBy: '.ci/run', words: 'TESTS=whole npm test' } },
  { form: 'npm run check', how: { triedBy: '.ci/run', words: 'npm run check' } },
  { form: 'npm run build', how: { triedBy: 'package.json', words: 'npm run --silent build && vitest run' } },
  {
    form: /npx vitest run terminal\/flows\/registration/,
    how: { as: (command) => `${command} --project together --root "$(readlink -f terminal/..)"`, says: /passed/ },
  },
  {
    form: /npm run gallery( -- --only \w+)?/,
    how: {
      as: () => 'npm run gallery -- --only trouble-plain --look standard --glass portrait --language zh',
      says: /1 pictures and index\.html in .*, 0 flaws/,
    },
  },
  { form: 'npm run flows', how: { triedBy: 'tests/docs/flows/flows.test.ts', words: 'flowsPage()' } },
  { form: 'npm run openapi', how: { triedBy: 'statistics/api/openapi.test.ts', words: 'openApiText()' } },

  {
    form: 'npm run scenario -- FILE',
    how: { as: inPlaceOf(['FILE', 'simulator/scenarios/registration-paid.scenario.yaml']), says: /1 passed, 0 failed/ },
  },
  { form: /npm run scenario -- simulator\/scenarios\/\S+( --timeline)?/, how: { says: /1 passed, 0 failed/ } },
  { form: 'npm run scenario -- --all', how: { triedBy: 'simulator/scenario/scenarios.test.ts', words: 'readLibrary' } },
  { form: /npm run simulate -- --sessions .*/, how: { as: small, says: /"violations":0/ } },
  {
    form: /npm run simulate -- --mutants( --mutant NAME --seeds 50)?/,
    how: { triedBy: '.ci/run', words: 'npm run simulate -- --mutants' },
  },

  { form: /npm run proof -- --only disk.*/, how: { triedBy: '.ci/run', words: 'npm run proof -- --kills 100' } },
  {
    form: /npm run proof -- --only hour.*/,
    how: { leftOut: 'it takes its hour; tests/long-run/day.test.ts lives a day in virtual time' },
  },
  { form: /npm run proof -- --only hub.*/, how: { as: inPlaceOf([/--kills \d+/, '--kills 2']), says: /"hubKills":2/ } },
  { form: /npm run proof -- --point \S+ --seed 1/, how: { says: /"terminalKills":1/ } },
  {
    form: /(HUB_TEST_POSTGRES=\S+ )?npm run proof( -- --kills 100.*)?/,
    how: { triedBy: '.ci/run', words: 'npm run proof -- --kills 100' },
  },
  { form: /npm run bench( -- .*)?/, how: { as: () => 'npm run bench -- P9 --json', says: /"P9":\{"value":1\./ } },
  {
    form: /node tests\/bench\/hub\/pages-main\.ts \S+/,
    how: { leftOut: 'a whole city is behind it; the tests in tests/dashboard open every page' },
  },

  {
    form: /npm run twin -- (FILE\.csv|seeds\/.*)/,
    how: { as: () => 'npm run twin -- table.csv --month 2020-02 --afresh', says: /"units":1/ },
  },
  { form: /npm run twin -- table\.csv .*--seed 7/, how: { says: /"units":1/ } },
  {
    form: /HUB_ACCOUNT=.* npm run twin -- table\.csv --hub .*/,
    how: { triedBy: 'simulator/twin/twin.test.ts', words: 'hub:' },
  },
  {
    form: 'node simulator/twin/growth-main.ts',
    how: { leftOut: 'measures for half an hour; simulator/twin/twin.test.ts lives such months' },
  },
];

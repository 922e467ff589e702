import { simulatorOnFreePorts } from '../ground.ts';
import type { Row } from '../row.ts';

/** Everything on one machine. `npm start` begins with a build of what other tests read meanwhile: they start what follows it. */
export const startRows: readonly Row[] = [
  { form: 'npm install', how: { triedBy: '.ci/run', words: '\nnpm install\n' } },
  { form: 'npm install && npm start', how: { triedBy: '.ci/run', words: '\nnpm install\n' } },
  { form: 'npm start', how: { triedBy: 'tests/everything.ts', words: "'simulator/start.ts'" } },
  { form: 'npm start -- --terminals 3', how: { triedBy: 'tests/start-options.test.ts', words: "['--terminals', '3'" } },
  {
    form: /npm start -- --at \S+/,
    how: { triedBy: 'tests/start-options.test.ts', words: "'--at', '2026-12-31T23:58'" },
  },
  { form: 'npm start -- --xfs4iot', how: { triedBy: 'tests/start-options.test.ts', words: "['--xfs4iot']" } },
  { form: 'npm start -- --help', how: { as: () => 'node simulator/start.ts --help', says: /Usage: npm start/ } },
  { form: 'npm run simulator', how: { triedBy: 'tests/standalone.test.ts', words: "'simulator/standalone.ts'" } },
  {
    form: 'npm run simulator -- --help',
    how: { as: () => 'node simulator/standalone.ts --help', says: /Usage: npm run simulator/ },
  },
  {
    form: 'npm run simulator -- --xfs4iot',
    how: { as: () => `${simulatorOnFreePorts} --xfs4iot --data var/xfs4iot`, ready: /^xfs4iot: \S+/m },
  },
  {
    form: 'npm run terminal -- --config var/simulator/terminal.json --journal var/simulator/journal.sqlite',
    how: {
      // Somebody at another window has started the simulator, which writes the configuration.
      as: async (command, ground) => {
        await ground.virtualPrinter();
        return `${command} --port 0`;
      },
      ready: /^kiosk: \S+/m,
    },
  },
  { form: 'npm run demo', how: { triedBy: 'tests/demo.test.ts', words: 'simulator/demo/main.ts' } },
];

/** `npm run devices`: what is plugged in, which driver fits, and a self-test of one device. The technician's tool. */
import { parseArgs } from 'node:util';
import type { Clock } from './contract/clock.ts';
import { machineLinks } from './links/machine-links.ts';
import { systemInventory } from './self-test/inventory.ts';
import { Mistake, runDevices } from './self-test/program.ts';
import { shelf } from './shelf.ts';

const width = Math.max(...shelf.map(({ name }) => name.length));
const drivers = shelf.map(
  ({ name, drives, addresses }) => `  ${name.padEnd(width)}  ${drives}; ${addresses.join(', ')}`,
);

const usage = `Usage: npm run devices [-- ADDRESS ...]
       npm run devices -- test ADDRESS --as DRIVER [--wait SECONDS]

Without an address: what is plugged in, and the drivers that fit.
With addresses:     whether something answers there.
test:               puts one device through what a terminal asks of it, and tells what goes over the line.

  --as    the driver:
${drivers.map((line) => `  ${line}`).join('\n')}
  --wait  how long the technician has to lay a card or show a code (default 30; 0 leaves such steps out)

Exit code 1 when something is not as it should be, 2 when the request is not understood.`;

const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      as: { type: 'string' },
      wait: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const request = {
    words: positionals,
    ...(values.as !== undefined && { as: values.as }),
    ...(values.wait !== undefined && { wait: values.wait }),
  };
  const tell = (line: string) => console.log(line);
  const well = await runDevices(request, {
    clock: systemClock,
    tell,
    links: machineLinks(process.env.PCSC_MODULE),
    inventory: systemInventory(process.env.PCSC_MODULE),
  });
  if (!well) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Mistake || (error instanceof TypeError && 'code' in error))
    console.error('\nMore: npm run devices -- --help');
  process.exitCode = 2;
});

import { parseArgs } from 'node:util';
import { configFrom } from './config-file.ts';

const usage = `Usage: npm run terminal -- check --config FILE

Says whether a configuration can be used, without starting anything. Ends with 0 when it can, with 1 when it cannot:
then every mistake is named with its line, its key, the value given and what was expected.`;

/** `npm run terminal -- check`. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || values.config === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const { terminal, place, devices, hospitalUrl, hubUrl } = await configFrom(values.config);
  console.log(`${values.config} can be used: ${terminal}, ${place.zh} ${place.en}`);
  console.log(`  hospital  ${hospitalUrl}`);
  console.log(`  hub       ${hubUrl ?? 'none: usage stays at the terminal'}`);
  for (const [kind, { driver, address }] of Object.entries(devices)) {
    console.log(`  ${kind.padEnd(18)}  ${driver} at ${address}`);
  }
  return 0;
}

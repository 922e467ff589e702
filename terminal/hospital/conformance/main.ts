/** `npm run conformance -- URL`: tries every rule of the contract on a hospital that implements it. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { systemChance, systemClock } from '../../system.ts';
import { createFetchNetwork } from '../fetch-network.ts';
import { Mistake, runConformance } from './program.ts';

const usage = `Usage: npm run conformance -- URL [--settings FILE] [--pay-hook URL | --pay manual] [--notice-key KEY]

  URL           where the contract's paths begin, such as https://his.example/api/v1
  --settings    the hospital's test patients, JSON (see docs/conformance.example.json)
  --pay-hook    something at the test payment platform that pays an order: POST {"orderNumber": "…"}
  --pay manual  prints the codes to be paid, and waits for somebody with a phone
  --notice-key  the public key notices are signed with: Ed25519, 64 hexadecimal digits

Only for a hospital's test system: records are made, numbers and bills held, orders opened, paid and given back.
Exit code 1 when a rule is broken, 2 when the request is not understood or nobody answers.`;

async function readText(file: string): Promise<{ file: string; text: string }> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Mistake(`${file} cannot be read. Name the settings with --settings FILE.`);
  });
  return { file, text };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      settings: { type: 'string' },
      pay: { type: 'string' },
      'pay-hook': { type: 'string' },
      'notice-key': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const { pay, settings, 'pay-hook': payHook, 'notice-key': noticeKey } = values;
  const request = {
    urls: positionals,
    ...(settings !== undefined && { settings: await readText(settings) }),
    ...(pay !== undefined && { pay }),
    ...(payHook !== undefined && { payHook }),
    ...(noticeKey !== undefined && { noticeKey }),
  };
  const tell = (line: string) => console.log(line);
  const network = createFetchNetwork(fetch);
  const isKept = await runConformance(request, { network, clock: systemClock, chance: systemChance, tell });
  if (!isKept) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Mistake || (error instanceof TypeError && 'code' in error))
    console.error('\nMore: npm run conformance -- --help');
  process.exitCode = 2;
});

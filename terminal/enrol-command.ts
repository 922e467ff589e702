import { parseArgs } from 'node:util';
import { configFrom } from './config-file.ts';
import { createFetchNetwork } from './hospital/fetch-network.ts';
import { keyBeside, readOrMakeKey } from './key-file.ts';
import { systemClock } from './system.ts';
import { type Enrolled, enrol } from './usage/enrolment.ts';

export const enrolUsage = `Usage: npm run terminal -- enrol --config FILE --code CODE [--key FILE]

  --config   the terminal's configuration, which names it and the hub
  --code     the one-time code that the hub gave for this terminal, such as 7K2M-PQ4D-9XHB
  --journal  where the journal is kept (default var/journal.sqlite); the key is made beside it
  --key      where the key is kept instead`;

/** `npm run terminal -- enrol`: makes the terminal's key and has the hub bind it to the place where it stands. */
export async function enrolCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      code: { type: 'string' },
      journal: { type: 'string', default: 'var/journal.sqlite' },
      key: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || values.config === undefined || values.code === undefined) {
    console.log(enrolUsage);
    return values.help ? 0 : 2;
  }
  const { terminal, hubUrl } = await configFrom(values.config);
  if (hubUrl === undefined) throw new Error(`${values.config} names no hub; put its address into hubUrl.`);
  const file = values.key ?? keyBeside(values.journal);
  const signer = await readOrMakeKey(file);
  const line = { network: createFetchNetwork(fetch), clock: systemClock, signer, hubUrl };
  const enrolled = await enrol(line, terminal, values.code, new AbortController().signal);
  if (!enrolled.ok) throw new Error(`${terminal} is not enrolled. ${whyNot(enrolled, hubUrl)}`);
  const { unit, ward, place } = enrolled.receipt;
  console.log(`${terminal} is enrolled at ${hubUrl} with the key in ${file}:`);
  console.log(`  ${unit.zh} ${unit.en}`);
  console.log(`  ${[ward, place.zh, place.en].filter((it) => it !== '').join(' · ')}`);
  return 0;
}

function whyNot(it: Extract<Enrolled, { ok: false }>, hubUrl: string): string {
  switch (it.why) {
    case 'noAnswer':
      return `The hub at ${hubUrl} does not answer. The code is good for another try.`;
    case 'noHub':
      return `What answers at ${hubUrl} is no hub.`;
    case 'otherTerminal':
      return `The hub at ${hubUrl} answers for another terminal.`;
    case 'malformed':
    case 'refused':
      return it.words;
  }
}

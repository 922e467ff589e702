/** The conformance run as a program: from what was typed to a verdict. */
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Chance } from '../../ports.ts';
import type { Network } from '../network.ts';
import { hookPayer, manualPayer, type Payer } from './payer.ts';
import { count, lineOf, summaryOf } from './report.ts';
import { runRules } from './run.ts';
import { readSettings, type Settings } from './settings.ts';

export interface Request {
  /** Where the contract's paths begin. */
  readonly urls: readonly string[];
  /** The settings file's name and text. */
  readonly settings?: { readonly file: string; readonly text: string };
  readonly pay?: string;
  readonly payHook?: string;
  readonly noticeKey?: string;
}

export interface Ports {
  readonly network: Network;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly tell: (line: string) => void;
}

/** A request that cannot be carried out as it stands; its words say what was expected. */
export class Mistake extends Error {
  override name = 'Mistake';
}

/** Tries a hospital; resolves with whether no rule was broken. Rejects with a `Mistake`. */
export async function runConformance(request: Request, ports: Ports): Promise<boolean> {
  const { network, clock, chance, tell } = ports;
  const baseUrl = urlOf(request.urls);
  const settings = settingsOf(request.settings);
  const payer = payerOf(request, ports);
  const noticeKey = keyOf(request.noticeKey);

  tell(`Trying ${baseUrl} as terminal ${settings.terminal}`);
  const listener = {
    group: ({ title }: { title: string }) => tell(`\n${title}`),
    outcome: (outcome: Parameters<typeof lineOf>[0]) => tell(lineOf(outcome)),
  };
  const run = await runRules({ network, clock, chance, baseUrl, settings, payer, noticeKey }, listener);
  if (!run.ok) throw new Mistake(`Nobody answers at ${baseUrl} (${run.why}).`);
  tell(`\n${summaryOf(run.outcomes)}`);
  return count(run.outcomes, 'broken') === 0;
}

function urlOf(urls: readonly string[]): string {
  const [url, ...more] = urls;
  if (url === undefined)
    throw new Mistake('The address of the hospital is missing, such as https://his.example/api/v1.');
  if (more.length > 0) throw new Mistake(`One address is expected; "${more.join(' ')}" is too much.`);
  return checkedUrl('The address', url);
}

function checkedUrl(what: string, url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new Mistake(`${what}: "${url}" does not begin with http:// or https://.`);
}

function settingsOf(given: Request['settings']): Settings {
  const read = readSettings(given?.text ?? '{}');
  if (read.ok) return read.settings;
  const lines = read.mistakes.map((line) => `  ${line}`);
  throw new Mistake(`${given?.file} cannot be used:\n${lines.join('\n')}`);
}

function payerOf({ pay, payHook }: Request, { network, clock, tell }: Ports): Payer | undefined {
  if (pay !== undefined && payHook !== undefined) throw new Mistake('--pay and --pay-hook: one of them is enough.');
  if (pay !== undefined && pay !== 'manual') throw new Mistake(`--pay: "${pay}"; "manual" is expected.`);
  if (payHook !== undefined) return hookPayer(network, clock, checkedUrl('--pay-hook', payHook));
  return pay === undefined ? undefined : manualPayer(tell);
}

function keyOf(key: string | undefined): string | undefined {
  if (key === undefined || /^[0-9a-f]{64}$/.test(key)) return key;
  throw new Mistake('--notice-key: 64 hexadecimal digits in lower case are expected, an Ed25519 public key.');
}

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { usualLimits } from './access/limits.ts';
import { OidcSettings } from './access/oidc-settings.ts';
import { countingRuleNames } from './bulletin/counting-rule.ts';
import { zoneClock } from './calendar.ts';
import { usualConfig } from './hub.ts';
import { usualKeep } from './keeping/policy.ts';
import type { HubConfig } from './ports.ts';
import { type Checked, check } from './problem.ts';

const Whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const Limit = v.strictObject({ requests: Whole(1, 1e9), seconds: Whole(1, 86_400) });

export const isZone = (zone: string): boolean => {
  try {
    zoneClock(zone);
    return true;
  } catch {
    return false;
  }
};

const Zone = v.pipe(v.string(), v.check(isZone, 'expected an IANA time zone, such as Asia/Shanghai'));

/** Every setting may be left out. */
const ConfigFile = v.strictObject({
  zone: v.optional(Zone, usualConfig.zone),
  silentAfterMinutes: v.optional(Whole(1, 10_080), usualConfig.silentAfterMinutes),
  monthClosesAfterDays: v.optional(Whole(0, 365), usualConfig.monthClosesAfterDays),
  countsAsRegistration: v.optional(v.picklist(countingRuleNames), countingRuleNames[0]),
  lowCards: v.optional(Whole(0, 1e6), usualConfig.lowCards),
  lowSheets: v.optional(Whole(0, 1e6), usualConfig.lowSheets),
  keep: v.optional(
    v.strictObject({
      eventsMonths: v.optional(Whole(1, 600), usualKeep.eventsMonths),
      alarmsMonths: v.optional(Whole(1, 600), usualKeep.alarmsMonths),
      // 网络安全法, article 21: who did what on a network is kept for six months at least.
      exportsMonths: v.optional(Whole(6, 600), usualKeep.exportsMonths),
      accountsMonths: v.optional(Whole(6, 600), usualKeep.accountsMonths),
    }),
    {},
  ),
  limits: v.optional(
    v.strictObject({
      terminal: v.optional(Limit, usualLimits.terminal),
      address: v.optional(Limit, usualLimits.address),
      enrolment: v.optional(Limit, usualLimits.enrolment),
      signIn: v.optional(Limit, usualLimits.signIn),
      account: v.optional(Limit, usualLimits.account),
      reader: v.optional(Limit, usualLimits.reader),
      stranger: v.optional(Limit, usualLimits.stranger),
    }),
    {},
  ),
  oidc: v.exactOptional(OidcSettings),
});

/** Checks what a configuration file held, and fills in what it left out. */
export const readConfig = (value: unknown): Checked<HubConfig> => check(ConfigFile, value, () => []);

/** Reads a configuration from its JSON file; every mistake names the file and where in it. Nothing of a secret is said. */
export const readConfigFile = (file: string): Checked<HubConfig> => {
  const mistake = (message: string, path = '') => ({ path: `--config ${file}${path && ` ${path}`}`, message });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    // The message of a JSON mistake quotes the file, which holds a secret.
    const why = error instanceof SyntaxError ? 'not JSON' : error instanceof Error ? error.message : String(error);
    return { ok: false, mistakes: [mistake(why)] };
  }
  const read = readConfig(value);
  if (read.ok) return read;
  return { ok: false, mistakes: read.mistakes.map(({ path, message }) => mistake(message, path)) };
};

import * as v from 'valibot';
import { mistakesIn } from './config-mistakes.ts';
import { DeviceConfig } from './device-config.ts';
import { TechnicianConfig } from './technician-config.ts';

const words = v.string('a text is expected');
const LocalText = (about: string) => {
  const Words = v.pipe(words, v.minLength(1, 'a text that is not empty is expected'));
  return v.pipe(v.strictObject({ zh: Words, en: Words }), v.description(`${about}, in Chinese (zh) and English (en)`));
};
const Url = (about: string) => {
  const wanted = 'a URL is expected, such as https://his.example/api/v1';
  return v.pipe(v.string(wanted), v.url(wanted), v.regex(/^https?:/, wanted), v.description(about));
};
const Milliseconds = (about: string) => {
  const wanted = 'a whole number of milliseconds, 1 at least, is expected';
  return v.pipe(v.number(wanted), v.integer(wanted), v.minValue(1, wanted), v.description(about));
};

const zoneWanted = 'an IANA time zone is expected, such as Asia/Shanghai';
const Zone = v.pipe(
  v.string(zoneWanted),
  v.check((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, zoneWanted),
  v.description('The time zone the terminal stands in; days of business are reckoned in it'),
);

const nameWanted = '1 to 32 letters, digits or hyphens are expected';
const keyWanted = 'an Ed25519 public key is expected, 64 hexadecimal digits';
const daysWanted = 'a whole number of days from 31 to 3650 is expected';
const ppiWanted = 'a number from 40 to 400 is expected';
const timesWanted = 'a number from 1 to 5 is expected';

/** Everything that differs between two terminals. */
export const TerminalConfig = v.strictObject({
  terminal: v.pipe(
    v.string(nameWanted),
    v.regex(/^[A-Za-z0-9-]{1,32}$/, nameWanted),
    v.description("The terminal's name at the hub: letters, digits and hyphens"),
  ),
  hospital: LocalText("The hospital's name, until the hospital says its own"),
  place: LocalText('Where the terminal stands'),
  zone: v.optional(Zone, 'Asia/Shanghai'),
  hospitalUrl: Url("Where the paths of the hospital's contract begin"),
  hubUrl: v.optional(Url('Where the hub is; a terminal without one keeps its usage to itself')),
  noticeKey: v.exactOptional(
    v.pipe(
      v.string(keyWanted),
      v.regex(/^[0-9a-f]{64}$/, keyWanted),
      v.description("The public key by which the hospital's notices are known; without one they are not asked for"),
    ),
  ),
  technician: v.exactOptional(TechnicianConfig),
  screen: v.optional(
    v.pipe(
      v.strictObject({
        ppi: v.optional(
          v.pipe(
            v.number(ppiWanted),
            v.minValue(40, ppiWanted),
            v.maxValue(400, ppiWanted),
            v.description('Pixels an inch: its diagonal in pixels, divided by its diagonal in inches'),
          ),
          102,
        ),
      }),
      v.description('The screen, on which everything is measured in millimetres'),
    ),
    {},
  ),
  devices: DeviceConfig,
  patience: v.optional(
    v.pipe(
      v.strictObject({
        inactivity: v.optional(Milliseconds('Without a tap, until the screen asks whether somebody is there'), 60_000),
        warning: v.optional(Milliseconds('How long it asks, before the visit ends'), 20_000),
        farewell: v.optional(Milliseconds('How long the last screen of a visit stays'), 25_000),
        elder: v.optional(
          v.pipe(
            v.number(timesWanted),
            v.minValue(1, timesWanted),
            v.maxValue(5, timesWanted),
            v.description('How many times as long each of them is in the elder mode'),
          ),
          2,
        ),
      }),
      v.description('How long the terminal waits for a patient, in milliseconds'),
    ),
    {},
  ),
  recoveryPatience: v.optional(
    Milliseconds('After a start: how long unfinished orders may keep the welcome screen waiting, in milliseconds'),
    30_000,
  ),
  retention: v.optional(
    v.pipe(
      v.strictObject({
        journalDays: v.optional(
          v.pipe(
            v.number(daysWanted),
            v.integer(daysWanted),
            v.minValue(31, daysWanted),
            v.maxValue(3650, daysWanted),
            v.description('How many days of the journal are kept; what is not settled or not at the hub stays longer'),
          ),
          180,
        ),
      }),
      v.description('How long the terminal keeps what it wrote down'),
    ),
    {},
  ),
});
export type TerminalConfig = v.InferOutput<typeof TerminalConfig>;

/** The configuration in `json`, or what is wrong with it: the key, the value, and what was expected, one line each. */
export function readConfig(json: unknown): { ok: true; config: TerminalConfig } | { ok: false; mistakes: string[] } {
  const read = v.safeParse(TerminalConfig, json);
  if (read.success) return { ok: true, config: read.output };
  return { ok: false, mistakes: mistakesIn(TerminalConfig, read.issues).map(({ line }) => line) };
}

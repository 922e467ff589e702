import type { ScreenName, Shown } from '../terminal/screen.ts';
import type { Of } from './view.ts';

/** What each screen cannot be drawn without. */
const needed: { readonly [Name in ScreenName]: readonly (keyof Of<Name>)[] } = {
  starting: [],
  attract: ['errands', 'announcements'],
  outOfService: [],
  menu: ['errands', 'page'],
  presentCredential: ['whose', 'ways'],
  readingCard: ['way'],
  enterNumber: ['what'],
  chooseOne: ['what', 'choices', 'page'],
  chooseSome: ['what', 'patient', 'choices', 'chosen', 'sum', 'page'],
  chooseDepartment: ['patient', 'day', 'departments', 'page'],
  chooseDoctor: ['department', 'doctors', 'page'],
  choosePeriod: ['department', 'doctor', 'place', 'day', 'periods', 'page'],
  confirmAppointment: ['appointment', 'split'],
  review: ['what', 'rows', 'options'],
  chooseInitial: ['letters'],
  prices: ['list', 'prices', 'page'],
  readReport: ['title', 'hospital', 'day', 'lines', 'page'],
  working: ['work'],
  pay: ['rows', 'split', 'code', 'orderNumber', 'heldUntil', 'scan', 'payerBusy'],
  confirming: ['amount'],
  takeCard: [],
  printing: ['what', 'rows'],
  farewell: ['done', 'rows', 'next', 'take'],
  trouble: ['trouble', 'money', 'take'],
  technician: ['devices', 'inService', 'rows'],
};

/** Reads one message of the terminal; undefined for anything that cannot be drawn. */
export function readShown(data: unknown): Shown | undefined {
  if (typeof data !== 'string') return undefined;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (!isRecord(message) || !Number.isSafeInteger(message.revision)) return undefined;
  const { screen, surround } = message;
  if (!isRecord(screen) || !isRecord(surround)) return undefined;
  const name = screen.name;
  if (typeof name !== 'string' || !Object.hasOwn(needed, name)) return undefined;
  if (!needed[name as ScreenName].every((field) => screen[field] !== undefined)) return undefined;
  if (surround.language !== 'zh' && surround.language !== 'en') return undefined;
  if (!isRecord(surround.modes)) return undefined;
  if (!isRecord(surround.hospital) || !isRecord(surround.place)) return undefined;
  if (typeof surround.ppi !== 'number' || !(surround.ppi > 0)) return undefined;
  return message as unknown as Shown;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

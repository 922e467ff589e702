/** What both printers have in common, in the words of the interface `Printer`. */
import * as v from 'valibot';
import { Base64, type ErrorCodes } from './command.ts';
import type { Completion } from './envelope.ts';
import type { Tell } from './plan.ts';

export const PrintRaw = v.object({ inputData: v.nullish(v.picklist(['no', 'yes']), 'no'), data: Base64 });

export const ControlMedia = v.object({ mediaControl: v.record(v.string(), v.unknown()) });

export const Reset = v.object({ mediaControl: v.nullish(v.string()) });

export const printErrors: ErrorCodes = {
  paperOut: 'paperOut',
  paperJammed: 'paperJammed',
  cutterJammed: 'mediaJammed',
  tonerOut: 'tonerOut',
};

export type Level = 'full' | 'low' | 'out';
/** What is told of a supply: its level, or why it cannot be told. */
export type Supply = Level | 'jammed' | 'unknown';

/** The actions asked for, or why these are not done here. */
export function actionsIn(
  mediaControl: Readonly<Record<string, unknown>>,
  offered: object,
): { readonly actions: readonly string[] } | { readonly not: Completion } {
  const actions = Object.entries(mediaControl).flatMap(([name, value]) =>
    value === true || typeof value === 'string' ? [value === true ? name : value] : [],
  );
  const strange = actions.filter((action) => !Object.hasOwn(offered, action));
  if (actions.length === 0) return { not: { completionCode: 'invalidData', errorDescription: 'no action' } };
  if (strange.length === 0) return { actions };
  return { not: { completionCode: 'unsupportedData', errorDescription: strange.join(', ') } };
}

/** Tells of a supply that ran low or out, or was filled up again. */
export function createThreshold(report: (level: Level) => void): (supply: Supply) => void {
  let told: Level = 'full';
  return (supply) => {
    if (supply === 'unknown' || supply === 'jammed' || supply === told) return;
    told = supply;
    report(supply);
  };
}

export const paperThreshold = (tell: Tell) =>
  createThreshold((threshold) => tell.event('Printer.PaperThresholdEvent', { paperSource: 'upper', threshold }));

/** Tells when all that lay in an outlet was taken. */
export function createOutletWatch(count: () => number, taken: () => void): () => void {
  let before = count();
  return () => {
    const now = count();
    if (before > 0 && now === 0) taken();
    before = now;
  };
}

/** What lies in an outlet, as media. */
export const mediaIn = (count: number): string => (count > 0 ? 'present' : 'notPresent');

/** Hubs that are killed: which lives they live, and what came of all. */
import { resolve } from 'node:path';
import type { HubDeath, Life } from '../hub/hub-life.ts';
import { hubProgram } from '../hub/hub-process.ts';
import { seededChance } from '../hub/scripted-terminal.ts';
import { spread } from './crew.ts';
import { inOneFile } from './one-file.ts';
import { type Failure, type Found, nothingFound } from './report.ts';
import { progressOf, type RigSetting, type Setting } from './setting.ts';

export type HubDatabaseKind = 'sqlite' | 'postgres';

/** Hubs over one database, one after the other. */
export interface HubLife {
  readonly database: HubDatabaseKind;
  readonly seed: number;
  readonly kills: number;
}

export interface Lived extends Life {
  readonly life: HubLife;
}

const killsOfLife = 20;
/** An intake of two batches takes fewer statements; a hub that is through before is killed while it waits. */
const mostStatements = 40;
const longestStart = 60_000;
/** As a power of ten, in microseconds: 40 ms. */
const longestIntake = 4.6;

export const lifeText = ({ database, seed, kills }: HubLife): string => `hub:${database}:${seed}:${kills}`;

/** Reads what `lifeText` wrote; undefined when it is something else. */
export function readLife(text: string): HubLife | undefined {
  const [, database, seed, kills] = /^hub:(sqlite|postgres):(\d+):([1-9]\d*)$/.exec(text) ?? [];
  if (database !== 'sqlite' && database !== 'postgres') return undefined;
  return { database, seed: Number(seed), kills: Number(kills) };
}

/** The deaths of a life after the one in its first start. Lives that follow each other go through all statements. */
export function deathsOf({ seed, kills }: HubLife): readonly HubDeath[] {
  const chance = seededChance(seed);
  const share = () => chance.below(1000) / 1000;
  return Array.from({ length: kills - 1 }, (_, at): HubDeath => {
    if (at % 2 === 0) return { statements: 1 + ((((seed * killsOfLife + at) / 2) % mostStatements) | 0) };
    if (chance.percent(20)) return { afterStarting: Math.round(share() * longestStart) };
    return { afterSending: Math.round(10 ** (longestIntake * share())) };
  });
}

export function livesOf(kills: number, seed: number, databases: readonly HubDatabaseKind[]): readonly HubLife[] {
  const count = Math.ceil(kills / killsOfLife);
  return Array.from({ length: count }, (_, at) => ({
    database: databases[at % databases.length] ?? 'sqlite',
    seed: seed * 1000 + Math.floor(at / databases.length),
    kills: Math.min(killsOfLife, kills - at * killsOfLife),
  }));
}

const program = resolve(import.meta.dirname, 'hub-rig-main.ts');

export async function killThrough(lives: readonly HubLife[], { workers, folder, cache }: Setting): Promise<Found> {
  const bar = progressOf(
    'hub kills',
    lives.reduce((sum, { kills }) => sum + kills, 0),
  );
  const rig: RigSetting = { folder, cache, joined: await inOneFile(hubProgram, folder) };
  const crew = { program, workers, setting: rig };
  const lived = await spread<HubLife, Lived>(crew, lives, ({ life }) => bar.step(life.kills));
  bar.end();
  const failures = lived.flatMap(({ life, faults }): Failure[] => {
    const text = lifeText(life);
    return faults.map((fault) => ({ what: `${text}: ${fault}`, again: `--point ${text}` }));
  });
  const sum = (of: (it: Lived) => number) => lived.reduce((total, it) => total + of(it), 0);
  return {
    ...nothingFound,
    hubKills: sum(({ killed }) => killed),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    failures,
  };
}

export async function killHubs(kills: number, setting: Setting): Promise<Found> {
  const withPostgres = Boolean(process.env.HUB_TEST_POSTGRES) || process.env.REQUIRE_POSTGRES === '1';
  const lives = livesOf(kills, setting.seed, withPostgres ? ['sqlite', 'postgres'] : ['sqlite']);
  const found = await killThrough(lives, setting);
  const where = withPostgres ? 'on SQLite and on PostgreSQL' : 'on SQLite (HUB_TEST_POSTGRES names no PostgreSQL)';
  setting.say(`hub: ${found.hubKills} kills ${where}; ${found.acknowledged} events acknowledged, ${found.lost} lost`);
  return found;
}

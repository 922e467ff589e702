import type * as v from 'valibot';
import type { Scope } from '../access/reader.ts';
import type { ZoneClock } from '../calendar.ts';
import type { Problem } from '../problem.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import type { ParameterName } from './parameters.ts';
import type { Table } from './table.ts';

/** What a question is answered from. */
export interface Reading {
  readonly database: HubDatabase;
  readonly db: HubDatabase['db'];
  readonly scope: Scope;
  /** UTC milliseconds of the hub's clock when the question came. */
  readonly now: number;
  /** The business day it is then. */
  readonly today: string;
  readonly clock: ZoneClock;
  /** The first day whose single events are still there, YYYY-MM-DD. */
  readonly eventsFrom: string;
}

/** How much of an answer is wanted: a page after a mark, or a file with everything. */
export interface Room {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export type Answered<Answer> =
  | { readonly ok: true; readonly answer: Answer; readonly next?: string }
  | { readonly ok: false; readonly problem: Problem };

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One address of the reading interface: the routes, the OpenAPI document and its page follow from it. */
export interface Endpoint<Asked = never, Answer extends object = object> {
  /** In the OpenAPI document's operations. */
  readonly id: string;
  /** `/v1/terminals/{terminal}`: what stands in braces is a parameter too. */
  readonly path: string;
  readonly about: Words;
  readonly parameters: readonly ParameterName[];
  readonly needed: readonly ParameterName[];
  readonly query: v.GenericSchema<unknown, Asked>;
  readonly answer: v.GenericSchema<unknown, Answer>;
  read(reading: Reading, asked: Asked, room: Room): Promise<Answered<Answer>>;
  /** The answer's rows as tables, the first of which is the CSV; absent for what is no table. */
  readonly tables?: (answer: Answer, asked: Asked) => readonly Table[];
}

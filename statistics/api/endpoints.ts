import { alarmsEndpoint } from './alarms-endpoint.ts';
import { devicesEndpoint } from './devices-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { suppliesEndpoint, terminalEndpoint, terminalsEndpoint } from './terminals-endpoints.ts';
import { unitsEndpoint } from './units-endpoint.ts';
import { usageEndpoint } from './usage-endpoint.ts';
import { visitsEndpoint } from './visits-endpoint.ts';

/** Does something with an endpoint, whatever it is asked and answers. */
export type WithEndpoint<Result> = <Asked, Answer extends object>(endpoint: Endpoint<Asked, Answer>) => Result;

/** Every address of the reading interface, in the order in which it is shown. */
export const eachEndpoint = <Result>(work: WithEndpoint<Result>): Result[] => [
  work(unitsEndpoint),
  work(terminalsEndpoint),
  work(terminalEndpoint),
  work(usageEndpoint),
  work(visitsEndpoint),
  work(devicesEndpoint),
  work(suppliesEndpoint),
  work(alarmsEndpoint),
];

import { expect, test } from 'vitest';
import { hrefOf, type Route, routeOf } from './route.ts';

const period = { from: '2020-02-01', to: '2020-02-29' };
const routes: readonly Route[] = [
  { view: { page: 'place', place: { kind: 'city' } } },
  { view: { page: 'place', place: { kind: 'city' }, measure: 'payments' }, period },
  { view: { page: 'place', place: { kind: 'unit', unit: 'nanjing-gulou' } }, period },
  { view: { page: 'place', place: { kind: 'terminal', terminal: 'NJ-04-02' } } },
  { view: { page: 'behind', count: 'registrations', unit: 'xuanwu', flow: 'payment' }, period },
  { view: { page: 'flow', flow: 'card', place: { kind: 'terminal', terminal: 'NJ-04-02' } }, period },
  { view: { page: 'flow', flow: 'card', place: { kind: 'city' } } },
  { view: { page: 'devices', unit: 'xuanwu' } },
  { view: { page: 'alarms' }, period },
  { view: { page: 'bulletin', month: '2018-08', form: '2018' } },
  { view: { page: 'bulletin' } },
  { view: { page: 'administration', tab: 'exports' } },
  { view: { page: 'account' } },
];

test.each(routes.map((route) => [hrefOf(route), route] as const))('%s leads where it says', (href, route) => {
  expect(routeOf(href)).toEqual(route);
});

test.each(['#/nowhere', '#/units/a/b', '#/units/%3Cscript%3E', '#/bulletins/2020-13', '#/administration/doors'])(
  '%s leads nowhere',
  (href) => {
    expect(routeOf(href).view).toEqual({ page: 'lost' });
  },
);

test('a period that is none is left out', () => {
  expect(routeOf('#/?from=2020-02-30&to=2020-03-01')).toEqual(routeOf('#/'));
  expect(routeOf('#/?from=2020-03-02&to=2020-03-01')).toEqual(routeOf('#/'));
});

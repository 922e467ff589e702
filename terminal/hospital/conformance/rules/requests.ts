import { type VerbName, verbs } from '../../contract.ts';
import { pathNames, type Verb } from '../../verb.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { Broken, holds } from '../verdict.ts';

/** Verbs whose body must name something. */
const written: readonly VerbName[] = [
  'findPatient',
  'createRecord',
  'lock',
  'trialInsurance',
  'confirm',
  'reportCardDelivery',
  'createPaymentOrder',
  'chargePayerCode',
  'refundPayment',
  'settleInsurance',
  'cancelBooking',
];

/** A path of a verb with every name in it filled in the same way. */
const pathOf = ({ path }: Verb, id: string) => pathNames(path).reduce((at, name) => at.replace(`{${name}}`, id), path);

/** Sends something to each verb; all must answer with a 4xx. */
async function allRefuse(scene: Scene, body: string, id: () => string = scene.newId): Promise<void> {
  const wrong: string[] = [];
  for (const name of written) {
    const verb: Verb = verbs[name];
    const reply = await scene.send(verb.method, pathOf(verb, id()), body);
    if (!reply) wrong.push(`${name}: no answer`);
    else if (reply.status < 400 || reply.status >= 500) wrong.push(`${name}: status ${reply.status}`);
  }
  if (wrong.length > 0) throw new Broken(wrong.slice(0, 3).join('; '));
}

export const requests: Group = {
  title: 'Requests that are none',
  rules: [
    {
      id: 'request.unknownPath',
      says: 'A path the contract does not have is answered with 404',
      async try(scene) {
        const reply = await scene.send('GET', `/no-such-path/${scene.newId()}`);
        holds(reply?.status === 404, reply ? `status ${reply.status}` : 'no answer');
      },
    },
    {
      id: 'request.notJson',
      says: 'A body that is not JSON is answered with a 4xx, never with a 5xx',
      try: (scene) => allRefuse(scene, '{"half'),
    },
    {
      id: 'request.incomplete',
      says: 'A body without what the verb needs is answered with a 4xx, never with a 5xx',
      try: (scene) => allRefuse(scene, '{"nonsense":true}'),
    },
    {
      id: 'request.wrongTypes',
      says: 'A body with other types than the contract’s is answered with a 4xx, never with a 5xx',
      async try(scene) {
        const names = written.flatMap((name) => Object.keys((verbs[name].input as { entries: object }).entries));
        await allRefuse(scene, JSON.stringify(Object.fromEntries(names.map((name) => [name, [[-1.5]]]))));
      },
    },
    {
      id: 'request.longId',
      says: 'An id that is longer than 32 characters is answered with a 4xx, never with a 5xx',
      async try(scene) {
        for (const name of ['getLock', 'getPaymentOrder', 'getConfirmation'] as const) {
          const reply = await scene.send('GET', pathOf(verbs[name], 'x'.repeat(200)));
          const { status = 0 } = reply ?? {};
          holds(status >= 400 && status < 500, `${name}: ${status === 0 ? 'no answer' : `status ${status}`}`);
        }
      },
    },
  ],
};

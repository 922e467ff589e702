import { Hono } from 'hono';
import { hubPaths, signatureHeader } from '../../terminal/hub-contract.ts';
import type { HubEnv } from '../access/hub-env.ts';
import type { HubPorts } from '../ports.ts';
import { problemResponse } from '../problem.ts';
import { type EnrolmentPorts, enrolment } from './enrolment.ts';

/** Where a terminal brings its code and its key. */
export const enrolmentRoutes = (ports: EnrolmentPorts & Pick<HubPorts, 'log'>, config: { readonly zone: string }) => {
  const { enrol } = enrolment(ports, config);
  const path = hubPaths.enrolments;
  return new Hono<HubEnv>().post(path, async (c) => {
    const enrolled = await enrol({ path, body: await c.req.text(), signature: c.req.header(signatureHeader) });
    if (!enrolled.ok) {
      ports.log({ event: 'enrolment.refused', code: enrolled.problem.code });
      return problemResponse(enrolled.problem);
    }
    ports.log({ event: 'terminal.enrolled', terminal: enrolled.value.terminal });
    return c.json(enrolled.value);
  });
};

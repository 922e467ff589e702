import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { granted, holds, NotTried, needs, refused } from '../verdict.ts';
import { type Written, writeRules } from '../write-rules.ts';

/** A record for somebody who never came; refused where that person came before, in an earlier run say. */
const requestedRecord = (scene: Scene): Promise<Written> =>
  scene.shared('record request', async () => {
    const { newPerson } = scene.settings;
    if (!newPerson) throw new NotTried('the settings name no "newPerson"');
    const input = { ...newPerson, consent: true as const, requestId: scene.newId() };
    const { requestId } = input;
    return {
      first: await scene.ask('createRecord', input),
      again: () => scene.ask('createRecord', input),
      other: () =>
        scene.ask('createRecord', { ...input, phone: input.phone === '13900000000' ? '13900000001' : '13900000000' }),
      query: () => scene.ask('getRecordRequest', { requestId }),
    };
  });

export const patients: Group = {
  title: 'Patients',
  rules: [
    {
      id: 'patient.found',
      says: 'Whom a credential belongs to is found, and the same records again',
      async try(scene) {
        const credential = scene.settings.patient;
        if (!credential) throw new NotTried('the settings name no "patient"');
        const ids = async () => {
          const { patients } = granted(await scene.ask('findPatient', { credential }), 'finding "patient"');
          return patients.map(({ recordId }) => recordId).join();
        };
        const first = await ids();
        holds(first === (await ids()), 'other records the second time');
      },
    },
    {
      id: 'patient.unknown',
      says: 'A credential that is nobody’s is refused',
      async try(scene) {
        const credential = scene.settings.unknown;
        if (!credential) throw new NotTried('the settings name no "unknown"');
        const said = await scene.ask('findPatient', { credential });
        refused(said, 'finding "unknown"', 'patientUnknown', 'cardUnknown', 'codeUnusable', 'bookingUnknown');
      },
    },
    {
      id: 'patient.otherName',
      says: 'An ID number shown with another name than the record’s is refused',
      async try(scene) {
        const credential = scene.settings.patient;
        if (credential?.kind !== 'idCard') throw new NotTried('the settings name no "patient" by an ID card');
        const said = await scene.ask('findPatient', { credential: { ...credential, name: `${credential.name}甲乙` } });
        refused(said, 'finding "patient" under another name', 'nameDiffers');
      },
    },
    {
      id: 'patient.insured',
      says: 'A credential that settles with insurance comes with a token',
      async try(scene) {
        needs(scene.capabilities.insurance !== null, 'there is no insurance at this hospital’s terminals');
        const { insurance } = await scene.person('insured');
        holds(insurance !== null, 'no token for "insured"');
      },
    },
    ...writeRules({ prefix: 'record', what: 'a request for a record', make: requestedRecord }),
    {
      id: 'record.found',
      says: 'Whoever got a record is found by an ID card',
      async try(scene) {
        const { first } = await requestedRecord(scene);
        const { newPerson } = scene.settings;
        needs(first.kind === 'granted' && newPerson !== undefined, 'the record was not made in this run');
        const { recordId } = granted(first, 'the request') as { recordId: string };
        const credential = { kind: 'idCard' as const, number: newPerson?.idNumber ?? '', name: newPerson?.name ?? '' };
        const { patients } = granted(await scene.ask('findPatient', { credential }), 'finding "newPerson"');
        holds(
          patients.some((patient) => patient.recordId === recordId),
          'found with other records',
        );
      },
    },
  ],
};

import { expect, test } from 'vitest';
import { inventedRegister } from '../register/invented-register.ts';
import { keepRegister } from '../register/keep-register.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { enrolment } from './enrolment.ts';
import { eightOClock, enrolmentBy, type HubOutside, hubOutside, keyOf, zone } from './invented-terminal.ts';

const day = 24 * 3_600_000;

onEachDatabase('enrolment', (withDatabase) => {
  const withHub = (work: (outside: HubOutside, hub: ReturnType<typeof enrolment>) => Promise<void>) =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      const outside = hubOutside(database);
      await work(outside, enrolment(outside, { zone }));
    });

  const code = async (hub: ReturnType<typeof enrolment>, terminal = 'YX-01') => {
    const made = await hub.makeCode(terminal);
    if (!made.ok) throw new Error(made.problem.detail);
    return made.value.code;
  };

  const row = ({ database }: HubOutside, terminal = 'YX-01') =>
    database.db.selectFrom('terminal').selectAll().where('terminal', '=', terminal).executeTakeFirstOrThrow();

  const refused = (code: string, status: number) => ({ ok: false, problem: { code, status } });

  test('a code binds a key, and the terminal hears where it stands', () =>
    withHub(async (outside, hub) => {
      const key = keyOf();
      expect(await hub.enrol(enrolmentBy(key, await code(hub)))).toEqual({
        ok: true,
        value: {
          terminal: 'YX-01',
          unit: { zh: '云溪区人民医院', en: "Yunxi People's Hospital" },
          ward: 'OPD1',
          place: { zh: '东大厅', en: 'East hall' },
        },
      });
      expect(await row(outside)).toMatchObject({
        publicKey: key.publicKey,
        enrolledAt: eightOClock,
        heardAt: eightOClock,
        revokedAt: null,
      });
    }));

  test('the code itself is kept nowhere', () =>
    withHub(async ({ database }, hub) => {
      const made = await code(hub);
      const kept = JSON.stringify(await database.db.selectFrom('enrolmentCode').selectAll().execute());
      expect(kept).toContain('YX-01');
      expect(kept).not.toContain(made);
      expect(kept).not.toContain(made.replaceAll('-', ''));
    }));

  test('a code is for one terminal, and for one key', () =>
    withHub(async (outside, hub) => {
      const made = await code(hub);
      await code(hub, 'YX-02');
      expect(await hub.enrol(enrolmentBy(keyOf(), made, 'YX-02'))).toMatchObject(refused('codeWrong', 403));
      const key = keyOf();
      expect(await hub.enrol(enrolmentBy(key, made))).toMatchObject({ ok: true });
      expect(await hub.enrol(enrolmentBy(keyOf(), made))).toMatchObject(refused('codeUsed', 403));
      expect((await row(outside)).publicKey).toBe(key.publicKey);
    }));

  test('a terminal that did not hear the answer may ask again', () =>
    withHub(async (_, hub) => {
      const arrival = enrolmentBy(keyOf(), await code(hub));
      const first = await hub.enrol(arrival);
      expect(first.ok).toBe(true);
      expect(await hub.enrol(arrival)).toEqual(first);
    }));

  test.each([
    [day - 1, { ok: true }],
    [day, { ok: false, problem: { code: 'codeExpired', status: 403 } }],
  ])('a code after %i ms', (passed, answer) =>
    withHub(async (outside, hub) => {
      const made = await code(hub);
      outside.pass(passed);
      expect(await hub.enrol(enrolmentBy(keyOf(), made))).toMatchObject(answer);
    }),
  );

  test('a newer code ends the one before', () =>
    withHub(async (_, hub) => {
      const [first, second] = [await code(hub), await code(hub)];
      expect(await hub.enrol(enrolmentBy(keyOf(), first))).toMatchObject(refused('codeWrong', 403));
      expect(await hub.enrol(enrolmentBy(keyOf(), second))).toMatchObject({ ok: true });
    }));

  test.each([
    ['a wrong code', 'YX-01', '0000-0000-0000'],
    ['a terminal without a code', 'YX-02', undefined],
    ['a terminal nobody knows', 'Z-9', undefined],
  ])('%s gets the same answer as any other that is wrong', (_, terminal, other) =>
    withHub(async (_outside, hub) => {
      const made = await code(hub);
      const answer = await hub.enrol(enrolmentBy(keyOf(), other ?? made, terminal));
      expect(answer).toEqual({
        ok: false,
        problem: { status: 403, code: 'codeWrong', title: 'This is not the code that was made for this terminal' },
      });
    }),
  );

  test('whoever brings a key has to hold it', () =>
    withHub(async (outside, hub) => {
      const [mine, others] = [keyOf(), keyOf()];
      const { path, body } = enrolmentBy(mine, await code(hub));
      const { signature } = others.signed(path, JSON.parse(body));
      expect(await hub.enrol({ path, body, signature })).toMatchObject(refused('signatureWrong', 401));
      expect(await hub.enrol({ path, body, signature: undefined })).toMatchObject(refused('signatureWrong', 401));
      const elsewhere = mine.signed('/v1/heartbeats', JSON.parse(body));
      expect(await hub.enrol({ ...elsewhere, path })).toMatchObject(refused('signatureWrong', 401));
      expect((await row(outside)).publicKey).toBeNull();
    }));

  test('a new code and a new key take the place of the old, at the same instant too', () =>
    withHub(async (outside, hub) => {
      await hub.enrol(enrolmentBy(keyOf(), await code(hub)));
      const key = keyOf();
      expect(await hub.enrol(enrolmentBy(key, await code(hub)))).toMatchObject({ ok: true });
      expect((await row(outside)).publicKey).toBe(key.publicKey);
    }));

  test('a revoked terminal needs a new code, and its old one is worth nothing', () =>
    withHub(async (outside, hub) => {
      const key = keyOf();
      const used = await code(hub);
      await hub.enrol(enrolmentBy(key, used));
      const waiting = await code(hub);
      outside.pass(1_000);
      expect(await hub.revoke('YX-01')).toBe(true);
      outside.pass(1_000);
      expect(await hub.revoke('YX-01')).toBe(true);
      expect((await row(outside)).revokedAt).toBe(eightOClock + 1_000);
      for (const old of [used, waiting]) {
        expect(await hub.enrol(enrolmentBy(key, old))).toMatchObject(refused('codeWrong', 403));
      }
      expect(await hub.enrol(enrolmentBy(key, await code(hub)))).toMatchObject({ ok: true });
      expect((await row(outside)).revokedAt).toBeNull();
      expect(await hub.revoke('Z-9')).toBe(false);
    }));

  test('two that bring one code at once: one is taken', () =>
    withHub(async (_, hub) => {
      const made = await code(hub);
      const answers = await Promise.all([keyOf(), keyOf(), keyOf()].map((key) => hub.enrol(enrolmentBy(key, made))));
      expect(answers.map((it) => (it.ok ? 'taken' : it.problem.code)).sort()).toEqual([
        'codeUsed',
        'codeUsed',
        'taken',
      ]);
    }));

  test('there are codes for terminals that stand somewhere, or will', () =>
    withHub(async (outside, hub) => {
      expect(await hub.makeCode('YX-03')).toMatchObject(refused('conflict', 409));
      expect(await hub.makeCode('Z-9')).toMatchObject(refused('notFound', 404));
      outside.pass(-400 * day);
      expect(await hub.enrol(enrolmentBy(keyOf(), await code(hub)))).toMatchObject({
        ok: true,
        value: { unit: { zh: '云溪县人民医院' } },
      });
    }));

  test('what is no enrolment is refused with what is wrong', () =>
    withHub(async (_, hub) => {
      const key = keyOf();
      const malformed = await hub.enrol(enrolmentBy(key, 'short'));
      expect(malformed).toMatchObject({ ok: false, problem: { code: 'malformed', errors: [{ path: 'code' }] } });
      expect(await hub.enrol({ path: '/v1/enrolments', body: '{', signature: '' })).toMatchObject(
        refused('malformed', 400),
      );
    }));
});

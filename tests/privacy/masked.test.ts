/** A name or a number that is not masked does not fit into a screen: the compiler says so at every line marked here. */
import { expectTypeOf, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import { maskIdNumber, maskName, maskPhone } from '../../terminal/identity/mask.ts';
import type { Masked, RecordChoice, Row } from '../../terminal/screen/parts.ts';
import type { Screen } from '../../terminal/screen.ts';

const [person] = people;
if (!person) throw new Error('the seeds hold nobody');
const { name, number } = person.card;

type OfSomebody = Extract<Screen, { readonly patient?: string }>;

test('what masks makes what screens take', () => {
  expectTypeOf(maskName).returns.toEqualTypeOf<Masked>();
  expectTypeOf(maskIdNumber).returns.toEqualTypeOf<Masked>();
  expectTypeOf(maskPhone).returns.toEqualTypeOf<Masked>();
  expectTypeOf(name).not.toExtend<Masked>();
});

test('no screen and no part of one takes a name as it is', () => {
  expectTypeOf<NonNullable<OfSomebody['patient']>>().toEqualTypeOf<Masked>();
  const page = { at: 1, of: 1 };
  const rows: readonly Row[] = [
    { label: 'patient', value: { plain: maskName(name) } },
    { label: 'idNumber', value: { plain: maskIdNumber(number) } },
    { label: 'phone', value: { plain: maskPhone('13800138025') } },
    // @ts-expect-error
    { label: 'patient', value: { plain: name } },
    // @ts-expect-error
    { label: 'patient', value: { text: { zh: name, en: name } } },
    // @ts-expect-error
    { label: 'idNumber', value: { plain: number } },
    // @ts-expect-error
    { label: 'phone', value: { plain: '13800138025' } },
  ];
  const screens: readonly Screen[] = [
    { name: 'chooseDepartment', patient: maskName(name), day: '2026-11-23', departments: [], page },
    // @ts-expect-error
    { name: 'chooseDepartment', patient: name, day: '2026-11-23', departments: [], page },
    // @ts-expect-error
    { name: 'chooseSome', what: 'bills', patient: name, choices: [], chosen: [], sum: 0, page },
    // @ts-expect-error
    { name: 'chooseOne', what: 'day', patient: name, choices: [], page },
  ];
  // @ts-expect-error
  const record: RecordChoice = { id: 'R1', title: { plain: name }, details: [], open: true };
  expectTypeOf([rows, screens, record]).not.toBeNever();
});

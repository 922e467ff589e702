import type { Group } from '../rule.ts';
import { given, granted, holds, needs } from '../verdict.ts';

export const schedule: Group = {
  title: 'Departments and doctors',
  rules: [
    {
      id: 'schedule.departments',
      says: 'Every day that can be registered for has a list of departments, each of them once',
      async try(scene) {
        const { errands, registration } = scene.capabilities;
        needs(errands.includes('registration'), 'there is no registration at terminals');
        for (const offset of new Set([0, Math.min(1, registration.daysAhead), registration.daysAhead])) {
          const day = scene.day(offset);
          const { departments } = granted(await scene.ask('listDepartments', { day }), `day ${offset} from today`);
          const ids = departments.map(({ id }) => id);
          holds(new Set(ids).size === ids.length, `day ${offset} from today: a department twice`);
        }
      },
    },
    {
      id: 'schedule.doctors',
      says: 'A department has doctors with periods: each begins before it ends, and no two have the same id',
      async try(scene) {
        const day = scene.day(Math.min(1, scene.capabilities.registration.daysAhead));
        const { departments } = given(await scene.ask('listDepartments', { day }), 'listing departments');
        const some = departments.filter(({ left }) => left > 0).slice(0, 3);
        needs(some.length > 0, 'no department has numbers left');
        for (const { id } of some) {
          const { doctors } = granted(await scene.ask('listDoctors', { departmentId: id, day }), 'listing doctors');
          const slots = doctors.flatMap((doctor) => doctor.slots);
          holds(new Set(slots.map((slot) => slot.id)).size === slots.length, 'a period twice');
          holds(
            slots.every(({ from, to }) => from < to),
            'a period that ends before it begins',
          );
          holds(
            slots.some(({ left }) => left > 0),
            'a department with numbers left, none of whose doctors has any',
          );
        }
      },
    },
  ],
};

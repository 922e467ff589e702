import * as v from 'valibot';
import { Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Count, Day, Id, LocalText, TimeOfDay } from './words.ts';

export const Department = v.object({
  id: Id,
  name: LocalText,
  place: LocalText,
  left: Count,
  emergency: v.pipe(v.boolean(), v.description('open for registration today even where that is for emergencies only')),
});
export type Department = v.InferOutput<typeof Department>;

export const Slot = v.object({
  id: Id,
  from: TimeOfDay,
  to: TimeOfDay,
  left: v.pipe(Count, v.description('numbers not yet locked or sold')),
  price: Fen,
});
export type Slot = v.InferOutput<typeof Slot>;

export const Doctor = v.object({
  id: Id,
  name: LocalText,
  title: LocalText,
  speciality: LocalText,
  place: LocalText,
  slots: v.array(Slot),
});
export type Doctor = v.InferOutput<typeof Doctor>;

export const scheduleVerbs = {
  listDepartments: verb({
    method: 'GET',
    path: '/departments',
    summary: 'Departments with a clinic that can be registered for on a day, and how many numbers are left in each',
    input: v.object({ day: Day }),
    reply: v.object({ departments: v.array(Department) }),
    refusals: [],
  }),
  listDoctors: verb({
    method: 'GET',
    path: '/departments/{departmentId}/doctors',
    summary: 'Doctors of a department on a day, with their periods',
    input: v.object({ departmentId: Id, day: Day }),
    reply: v.object({ doctors: v.array(Doctor) }),
    refusals: ['departmentUnknown'],
  }),
} as const;

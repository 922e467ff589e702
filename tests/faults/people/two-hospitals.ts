/** Hospitals of one city, each with its terminal: what their patients carry from one to the other. */
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { createAnswer } from '../../../simulator/hospital/answer.ts';
import type { City } from '../../../simulator/hospital/city.ts';
import { createInProcessNetwork } from '../../../simulator/hospital/in-process-network.ts';
import { createHospitalModel, type HospitalModel } from '../../../simulator/hospital/model.ts';
import { type Kiosk, openKiosk } from '../../kiosk.ts';

export interface Branch {
  readonly kiosk: Kiosk;
  /** In the place of the kiosk's own hospital. */
  readonly hospital: HospitalModel;
}

/** A terminal of a hospital of this city, which knows none of the people but has the city's cards. */
export async function openBranch(city: City, name: string): Promise<Branch> {
  let hospital: HospitalModel | undefined;
  const kiosk = await openKiosk({
    net(network, clock) {
      hospital = createHospitalModel({
        world: {
          ...demonstrationHospital,
          hospitalId: name,
          patients: [],
          bookings: [],
          bills: [],
          transactions: [],
          reports: [],
          policy: { ...demonstrationHospital.policy, notices: null },
        },
        now: clock.now,
        chance: () => 0.5,
        city,
      });
      const baseUrl = 'https://hospital.invalid/api/v1';
      const toHospital = createInProcessNetwork({ answer: createAnswer(hospital), baseUrl });
      return (request) => (request.url.startsWith(`${baseUrl}/`) ? toHospital(request) : network(request));
    },
  });
  if (!hospital) throw new Error('no terminal was put on the net');
  return { kiosk, hospital };
}

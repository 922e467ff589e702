import { deviceKinds } from '../../../device-drivers/contract/device-event.ts';
import type { Devices } from '../../../statistics/api/shapes.ts';
import { chance } from '../figures.ts';

const faults = ['paperOut', 'timeOut', 'offline', 'cardJammed', 'hardwareError'];

export const deviceRows = (places: readonly { place: string; name: { zh: string; en: string } }[]): Devices['rows'] =>
  places.flatMap(({ place, name }) =>
    deviceKinds.map((device, index) => {
      const outages = Math.floor(chance(place, device) * 9);
      const downSeconds = outages * 5_400;
      return {
        place,
        name,
        device,
        terminals: 1 + Math.floor(chance(place) * 9),
        outages,
        downSeconds,
        availability: index === 6 && chance(place, 'none') > 0.8 ? null : 1 - downSeconds / 1_200_000,
        faults:
          outages === 0
            ? []
            : faults.slice(index % 3, (index % 3) + 2).map((fault, at) => ({ fault, times: outages + 3 - at })),
      };
    }),
  );

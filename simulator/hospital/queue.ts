/** Where a queue number is drawn. */
export interface Queue {
  readonly day: string;
  readonly doctor: { readonly id: string };
  /** HH:MM */
  readonly from: string;
}

export interface QueueNumbers {
  /** `A037`: A before noon, P after; counted for each doctor, with gaps for the numbers other channels give out. */
  next(queue: Queue): string;
}

export function createQueueNumbers(chance: () => number): QueueNumbers {
  const last = new Map<string, number>();
  return {
    next({ day, doctor, from }) {
      const half = from < '12:00' ? 'A' : 'P';
      const queue = `${day} ${doctor.id} ${half}`;
      const number = (last.get(queue) ?? 0) + 1 + Math.floor(chance() * 3);
      last.set(queue, number);
      return half + String(number).padStart(3, '0');
    },
  };
}

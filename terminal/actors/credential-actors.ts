import { fromCallback, fromPromise } from 'xstate';
import type { ChipCard } from '../../device-drivers/contract/chip-card-reader.ts';
import { type Fault, failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { MagneticCardReader } from '../../device-drivers/contract/magnetic-card-reader.ts';
import type { Devices } from '../device-bay.ts';
import {
  bookingCode,
  type CardWay,
  type Claim,
  type FoundPatients,
  type ReadingEvent,
  type Shown,
} from '../flows/identify/identify-setup.ts';
import type { Hospital } from '../hospital/client.ts';
import { maskName } from '../identity/mask.ts';
import type { Way } from '../screen/words.ts';

type Reading = (signal: AbortSignal, found: (way: CardWay) => void) => Promise<Outcome<{ shown: Shown }>>;

/** Faults that say nothing of the device: what was shown cannot be used, and may be shown again. */
const ofWhatWasShown: readonly Fault[] = ['cardRemoved', 'cardUnreadable', 'cardInvalid', 'barcodeInvalid'];

/** Lets every device read at once that serves one of the ways; the first that has something ends it for all. */
export const readCredentialWith = (devices: Devices) =>
  fromCallback<ReadingEvent, { readonly ways: readonly Way[] }>(({ input, sendBack }) => {
    const stop = new AbortController();
    const readings = readingsOf(devices, input.ways);
    const inTheMiddle = new Set<Reading>();
    let working = readings.length;

    async function read(reading: Reading): Promise<void> {
      const outcome = await reading(stop.signal, (way) => {
        if (stop.signal.aborted) return;
        inTheMiddle.add(reading);
        sendBack({ type: 'card.found', way });
      }).catch(() => failed('hardwareError'));
      if (stop.signal.aborted) return;
      working -= 1;
      inTheMiddle.delete(reading);
      // A device that is broken leaves it to the others, while there are any.
      if (!outcome.ok && !ofWhatWasShown.includes(outcome.fault) && working > 0) return;
      // A card that is being read is found only once: nothing of no use elsewhere ends that.
      if (!outcome.ok && inTheMiddle.size > 0) return;
      sendBack({ type: 'credential.read', outcome });
      stop.abort();
    }

    for (const reading of readings) void read(reading);
    return () => stop.abort();
  });

function readingsOf(devices: Devices, ways: readonly Way[]): Reading[] {
  const { idCardReader, chipCardReader, magneticCardReader, barcodeScanner } = devices;
  const readings: Reading[] = [];
  const chipWay = ways.includes('socialSecurityCard') ? 'socialSecurityCard' : 'hospitalCard';
  if (ways.includes('idCard')) {
    readings.push(async (signal, found) => {
      const read = await idCardReader.read(signal, () => found('idCard'));
      if (!read.ok) return read;
      const { number, name } = read.card;
      return { ok: true, shown: { credential: { kind: 'idCard', number, name }, idCard: read.card } };
    });
  }
  if (chipCardReader && (ways.includes('socialSecurityCard') || ways.includes('hospitalCard'))) {
    readings.push(async (signal, found) => {
      const read = await chipCardReader.read(signal, () => found(chipWay));
      return read.ok ? chipCardShown(read.card, ways) : read;
    });
  }
  if (magneticCardReader && ways.includes('hospitalCard')) {
    readings.push((signal) => readMagneticCard(magneticCardReader, signal));
  }
  if (barcodeScanner && (ways.includes('code') || ways.includes('booking'))) {
    readings.push(async (signal) => {
      const read = await barcodeScanner.read(signal);
      return read.ok ? codeShown(read.code.data, ways) : read;
    });
  }
  return readings;
}

function chipCardShown(card: ChipCard, ways: readonly Way[]): Outcome<{ shown: Shown }> {
  if (card.kind === 'hospital') {
    if (!ways.includes('hospitalCard')) return failed('cardInvalid');
    return { ok: true, shown: { credential: { kind: 'hospitalCard', number: card.number } } };
  }
  if (!ways.includes('socialSecurityCard')) return failed('cardInvalid');
  const { cardNumber, idNumber, name } = card;
  return { ok: true, shown: { credential: { kind: 'socialSecurityCard', cardNumber, idNumber, name } } };
}

const cardNumber = /^[A-Za-z0-9]{1,32}$/;

async function readMagneticCard(reader: MagneticCardReader, signal: AbortSignal): Promise<Outcome<{ shown: Shown }>> {
  const read = await reader.read(signal);
  if (!read.ok) return read;
  const { track1, track2, track3 } = read.tracks;
  for (const track of [track2, track1, track3]) {
    if (track?.status !== 'ok') continue;
    const number = track.number ?? track.data;
    if (cardNumber.test(number)) return { ok: true, shown: { credential: { kind: 'hospitalCard', number } } };
  }
  return failed('cardInvalid');
}

/** A code that identifies is short and no address of a page: whatever else people hold up is told to them at once. */
function codeShown(data: string, ways: readonly Way[]): Outcome<{ shown: Shown }> {
  if (ways.includes('booking') && bookingCode.test(data)) {
    return { ok: true, shown: { credential: { kind: 'booking', code: data } } };
  }
  if (!ways.includes('code') || data.length > 512 || /^[a-z]+:\/\//i.test(data)) return failed('barcodeInvalid');
  return { ok: true, shown: { credential: { kind: 'code', data } } };
}

export const findPatientsWith = (hospital: Hospital) =>
  fromPromise<FoundPatients, Claim>(async ({ input, signal }) => {
    const reply = await hospital.call('findPatient', input, signal);
    if (!reply.ok) return { ok: false, trouble: reply.failure === 'refused' ? reply.code : 'hospitalSilent' };
    return {
      ok: true,
      records: reply.value.patients.map(({ recordId, name, lastVisit, hasCard, bookingId, insurance }) => ({
        recordId,
        masked: maskName(name),
        lastVisit: lastVisit ?? undefined,
        hasCard,
        ...(bookingId !== undefined && { bookingId }),
        ...(insurance && { insuranceToken: insurance.token }),
      })),
    };
  });

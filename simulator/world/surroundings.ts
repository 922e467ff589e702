import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Network } from '../../terminal/hospital/network.ts';
import type { Signer } from '../../terminal/ports.ts';
import { createAnswer } from '../hospital/answer.ts';
import { createInProcessNetwork } from '../hospital/in-process-network.ts';
import { createMisbehaviour, type MisbehavingFront } from '../hospital/misbehaviour.ts';
import { createHospitalModel, type HospitalModel } from '../hospital/model.ts';
import { noticePublicKey, noticeSigner } from '../hospital/notices.ts';
import type { RenderReport } from '../hospital/report-paper.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { HubEnd } from './memory-hub.ts';

/** Who is at the other end of a terminal's network: one hospital and one hub, however many terminals there are. */
export interface Surroundings {
  readonly hospital: HospitalModel;
  readonly misbehaviour: MisbehavingFront;
  /** To both of them, with nothing in between. */
  readonly network: Network;
  /** What a terminal is configured with to find them, and to know the hospital's notices. */
  readonly config: { readonly hospitalUrl: string; readonly hubUrl: string; readonly noticeKey: string };
}

/** An invented key: notices of this world's hospital are signed with it. */
const noticeSecret = new Uint8Array(32).fill(9);

const noticeHand = (): Signer => ({ publicKey: noticePublicKey(noticeSecret), sign: noticeSigner(noticeSecret) });

const hospitalUrl = 'https://hospital.invalid/api/v1';
const hubUrl = 'https://hub.invalid/';

export function createSurroundings(options: {
  readonly clock: Clock;
  /** A number from 0 up to, but not with, 1: the hospital's. */
  readonly chance: () => number;
  readonly hospital: HospitalWorld;
  readonly hub: HubEnd;
  readonly render?: RenderReport;
  /** The hospital's hand under its notices; an Ed25519 one unless told. */
  readonly hand?: Signer;
}): Surroundings {
  const { clock, chance, hub, render, hand = noticeHand() } = options;
  const hospital = createHospitalModel({
    world: options.hospital,
    now: clock.now,
    chance,
    signNotice: hand.sign,
    ...(render && { render }),
  });
  const misbehaviour = createMisbehaviour(clock);
  const toHospital = createInProcessNetwork({
    answer: createAnswer(hospital),
    baseUrl: hospitalUrl,
    front: misbehaviour.front,
  });
  return {
    hospital,
    misbehaviour,
    network: (request) => (request.url.startsWith(hubUrl) ? hub.network(request) : toHospital(request)),
    config: { hospitalUrl, hubUrl, noticeKey: hand.publicKey },
  };
}

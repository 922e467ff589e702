import type { OpenHid } from './hid.ts';
import type { PostIpp } from './ipp.ts';
import type { OpenLink } from './link.ts';
import type { OpenPcsc } from './pcsc.ts';

/** Every way to a device, by address. On a real terminal these are ports and sockets; elsewhere, plug boards. */
export interface Links {
  readonly openLink: OpenLink;
  readonly openHid: OpenHid;
  readonly openPcsc: OpenPcsc;
  readonly postIpp: PostIpp;
}

import type { EntryKind } from './entry.ts';

/** Kinds of entries as the line of time calls them, in the order of its chips. */
export const kindWords: Readonly<Record<EntryKind, readonly [zh: string, en: string]>> = {
  tap: ['点击', 'tap'],
  hand: ['手', 'hand'],
  screen: ['屏幕', 'screen'],
  state: ['状态', 'state'],
  frame: ['字节', 'frame'],
  call: ['请求', 'call'],
  reply: ['答复', 'reply'],
  entry: ['账本', 'journal'],
  log: ['日志', 'log'],
  power: ['电源', 'power'],
  time: ['时间', 'time'],
};

export const entryKinds = Object.keys(kindWords) as readonly EntryKind[];

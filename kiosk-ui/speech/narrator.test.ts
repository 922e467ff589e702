import { expect, test } from 'vitest';
import { createNarrator } from './narrator.ts';
import type { Prompt } from './prompt.ts';
import { webSpeaker } from './speaker.ts';

class Utterance {
  voice: SpeechSynthesisVoice | null = null;
  lang = '';
  rate = 1;
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const voice = (lang: string, localService = true) => ({ lang, localService }) as SpeechSynthesisVoice;
const chinese = voice('zh-CN');
const english = voice('en-US');

/** A machine with these voices, on which one thing after another is said as the test wants. */
function machine(...voices: SpeechSynthesisVoice[]) {
  const log: string[] = [];
  const captions: (string | undefined)[] = [];
  const timers = new Map<() => void, number>();
  let speaking: Utterance | undefined;
  let voicesChanged: () => void = () => undefined;
  const synthesis = {
    getVoices: () => voices,
    speak(it: Utterance) {
      speaking = it;
      log.push(`${it.lang}: ${it.text}`);
    },
    cancel() {
      if (speaking) log.push('cut');
      speaking = undefined;
    },
    addEventListener(_: string, listener: () => void) {
      voicesChanged = listener;
    },
  };
  const narrator = createNarrator({
    speaker: webSpeaker({
      synthesis: synthesis as unknown as SpeechSynthesis,
      utterance: (text) => new Utterance(text) as unknown as SpeechSynthesisUtterance,
    }),
    after(milliseconds, task) {
      timers.set(task, milliseconds);
      return () => timers.delete(task);
    },
    captioned: (text) => captions.push(text),
  });
  return {
    ...narrator,
    log: () => log.splice(0),
    captions: () => captions.splice(0),
    current: () => speaking,
    begins: () => speaking?.onstart?.(),
    refuses: () => speaking?.onerror?.(),
    ends() {
      const it = speaking;
      speaking = undefined;
      it?.onend?.();
    },
    comes(...more: SpeechSynthesisVoice[]) {
      voices.push(...more);
      voicesChanged();
    },
    waits: () => timers.size,
    readingTimePasses() {
      for (const task of [...timers.keys()]) {
        timers.delete(task);
        task();
      }
    },
  };
}

const prompt = (key: string, parts: string[], once: string[] = [], locale = 'zh-CN'): Prompt => ({
  key,
  locale,
  parts,
  once,
});
const menu = prompt('menu', ['请选择', '要办理的业务']);

test('the parts of a prompt are said one after another, with their captions, and then there is silence', () => {
  const it = machine(chinese);
  it.tell(prompt('pay', ['请扫码', '应付 25元'], ['还剩 90 秒']));
  it.begins();
  it.ends();
  it.ends();
  it.ends();
  expect(it.log()).toEqual(['zh-CN: 请扫码', 'zh-CN: 应付 25元', 'zh-CN: 还剩 90 秒']);
  expect(it.captions()).toEqual(['请扫码', '应付 25元', '还剩 90 秒', undefined]);
  expect(it.waits()).toBe(0);
});

test('a new screen cuts off the old one, and what was left of it', () => {
  const it = machine(chinese);
  it.tell(menu);
  const old = it.current();
  it.tell(prompt('list', ['请选择科室']));
  expect(it.log()).toEqual(['zh-CN: 请选择', 'cut', 'zh-CN: 请选择科室']);
  // Browsers tell of a cut as of an end, and late.
  old?.onend?.();
  old?.onerror?.();
  expect(it.log()).toEqual([]);
  expect(it.captions().at(-1)).toBe('请选择科室');
});

test('a ticking second says nothing, and what is new on a screen is said alone', () => {
  const it = machine(chinese);
  it.tell(prompt('pay', ['请扫码'], ['还剩 90 秒']));
  it.tell(prompt('pay', ['请扫码'], ['还剩 89 秒']));
  expect(it.log()).toEqual(['zh-CN: 请扫码']);
  it.tell(prompt('pay', ['请扫码', '已经扫到'], ['还剩 88 秒']));
  expect(it.log()).toEqual(['cut', 'zh-CN: 已经扫到']);
});

test('another language in the middle of a visit is said by its own voice', () => {
  const it = machine(chinese, english);
  it.tell(menu);
  it.tell(prompt('menu en-GB', ['What would you like to do?'], [], 'en-GB'));
  expect(it.log()).toEqual(['zh-CN: 请选择', 'cut', 'en-US: What would you like to do?']);
});

test('muted in the middle of a sentence it is silent at once, and says all of it when it may again', () => {
  const it = machine(chinese);
  it.tell(menu);
  it.captions();
  it.tell(undefined);
  expect(it.log()).toEqual(['zh-CN: 请选择', 'cut']);
  expect(it.captions()).toEqual([undefined]);
  it.ends();
  it.readingTimePasses();
  it.name(['返回']);
  expect([it.log(), it.captions()]).toEqual([[], []]);
  it.tell(menu);
  expect(it.log()).toEqual(['zh-CN: 请选择']);
});

test('without a voice for the language the captions go on by themselves', () => {
  const it = machine(chinese);
  it.tell(prompt('menu', ['Choose', 'Step 1'], [], 'en-GB'));
  expect(it.log()).toEqual([]);
  expect(it.captions()).toEqual(['Choose']);
  it.readingTimePasses();
  expect(it.captions()).toEqual(['Step 1']);
  it.readingTimePasses();
  expect(it.captions()).toEqual([undefined]);
  expect(it.waits()).toBe(0);
});

test('a voice that lives elsewhere is none', () => {
  const it = machine(voice('zh-CN', false));
  it.tell(menu);
  expect(it.log()).toEqual([]);
  expect(it.captions()).toEqual(['请选择']);
});

test('the voice of the same country is better than the first of the language', () => {
  const it = machine(voice('zh-HK'), voice('zh_CN'));
  it.tell(menu);
  expect(it.log()).toEqual(['zh_CN: 请选择']);
});

test('voices that are found late say what stands there now', () => {
  const it = machine();
  it.tell(prompt('old', ['过去了']));
  it.tell(menu);
  it.comes(chinese);
  it.begins();
  expect(it.log()).toEqual(['zh-CN: 请选择']);
  // The voice that began is waited for, not the reader.
  expect(it.waits()).toBe(0);
  it.comes(english);
  it.ends();
  expect(it.log()).toEqual(['zh-CN: 要办理的业务']);
});

test('voices that are found after the visit say nothing', () => {
  const it = machine();
  it.tell(menu);
  it.tell(undefined);
  it.comes(chinese);
  expect(it.log()).toEqual([]);
});

test('a browser that refuses to speak leaves the captions their time', () => {
  const it = machine(chinese);
  it.tell(menu);
  it.refuses();
  expect(it.captions()).toEqual(['请选择']);
  it.readingTimePasses();
  expect(it.captions()).toEqual(['要办理的业务']);
});

test('what the focus comes to is said instead of the rest', () => {
  const it = machine(chinese);
  it.tell(menu);
  it.name(['挂号', '医生号、专家号']);
  it.ends();
  expect(it.log()).toEqual(['zh-CN: 请选择', 'cut', 'zh-CN: 挂号', 'zh-CN: 医生号、专家号']);
  it.ends();
  expect(it.captions().at(-1)).toBeUndefined();
});

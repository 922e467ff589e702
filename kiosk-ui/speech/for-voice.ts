/** Texts of the page as a voice says them well. */
import type { Catalogue } from '../texts/catalogue.ts';

/** Ends of sentences, and places to draw breath within them. */
const sentences = /(?<=[。！？；])|(?<=[.!?;])\s+|\n+/;
const clauses = /(?<=[，、：])|(?<=[,:])\s+/;
/** Characters that a caption has room for. */
const longest = { 'zh-CN': 28, 'en-GB': 60 } as const;

/** ¥25.00 as 25 yuan, 08:30–09:00 as from one to the other. What is masked is nobody else's business to hear. */
export function forVoice(text: string, { voice }: Catalogue): string {
  return text
    .replace(/[^\s，,]*\*[^\s，,]*[，,]?/g, '')
    .replace(/¥\s?([\d,]+(?:\.\d+)?)/g, (_, amount: string) => voice.yuan(Number(amount.replaceAll(',', ''))))
    .replace(/(?<=\d)\s?–\s?(?=\d)/g, voice.to)
    .replace(/^[\s，,]+|[\s，,]+$/g, '');
}

/** A number that is called out: sign by sign. */
export const spelt = (number: string): string => (number.match(/[\dA-Za-z]/g) ?? []).join(' ');

/** Cut where a voice would pause, into pieces that fit a caption. */
export function pieces(text: string, { locale }: Catalogue): string[] {
  return text
    .split(sentences)
    .flatMap((sentence) => (sentence.length > longest[locale] ? sentence.split(clauses) : [sentence]))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** A queue number as it is read aloud, the letters apart from the digits: A037 → A 037. */
export const spokenQueueNumber = (number: string): string => number.replace(/^([A-Za-z]+)[-\s]?(?=\d)/, '$1 ');

/** How wide a text runs, in Latin letters: one of Chinese takes the room of two. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, letter) => width + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0);

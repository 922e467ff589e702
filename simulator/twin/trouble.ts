/** What ends a twin before or while it lives, said in words to whoever started it: no bug of the program. */
export class TwinTrouble extends Error {}

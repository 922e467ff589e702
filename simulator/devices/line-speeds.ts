/** Bits per second of the shelf's serial lines, each its device's own. */
export const lineSpeeds = { idCardReader: 115_200, receiptPrinter: 38_400, cardDispenser: 9600 } as const;

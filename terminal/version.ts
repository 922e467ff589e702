/** The program's version, as package.json has it; the core cannot read files. */
export const version = '0.1.0';

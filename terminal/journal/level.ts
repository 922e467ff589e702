/**
 * What a program has to understand to read this journal. It is raised with every change that an older program could not
 * read, and no release goes back over it by itself. 1 is in clear text, 2 is sealed.
 */
export const journalLevel = 2;

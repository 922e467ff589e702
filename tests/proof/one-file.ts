import { basename, join } from 'node:path';
import { build } from 'vite';

/**
 * Joins a program with all it imports into one file, as it stands, and tells where: it is the same program, and starts in
 * a third of the time, which counts where thousands are started to be killed. It is also the same to the end of a long
 * proof, whoever works on the source meanwhile.
 */
export async function inOneFile(program: string, folder: string): Promise<string> {
  const name = `${basename(program, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: program,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  return join(folder, name);
}

/**
 * Says in plain words what is missing when the Node that runs a script is too old, instead of a stack trace from deep
 * within. It has to be read by the very Node it refuses: no imports, nothing newer than Node 12, the first to read `.mjs`.
 *
 * `node runtime/require-node.mjs [--as VERSION]`: with `--as` it answers as if that version were running.
 */
const needed = 24;
const brought = ['linux-x64', 'linux-arm64', 'win32-x64'];

const as = process.argv.indexOf('--as');
const running = as === -1 ? process.versions.node : String(process.argv[as + 1]);
const here = `${process.platform}-${process.arch}`;

if (!(Number.parseInt(running, 10) >= needed)) {
  const why =
    brought.indexOf(here) === -1
      ? `For this machine (${here}) it has none to bring.`
      : 'Here it was not found: npm install has not been run, or left optional dependencies out, or this was not started through npm.';
  console.error(`
This project needs Node ${needed} or newer; what is running is Node ${running}.

It brings its own Node ${needed} for Linux (x64, arm64) and Windows (x64) through npm's optional dependencies.
${why}

What to do: install Node ${needed} or newer from https://nodejs.org or with your package manager,
then run npm install again.
`);
  process.exit(1);
}

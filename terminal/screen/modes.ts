/** How the page is shown and said to the patient who is here. Every visit begins with none of them. */

/**
 * `elder`: larger letters, at most four choices a screen, longer waits. `contrast`: black, white and yellow. `lowered`:
 * everything to touch within the reach of somebody seated. `voice`: what the screen says is spoken, with captions;
 * `elder` brings it along.
 */
export const modeNames = ['elder', 'contrast', 'lowered', 'voice'] as const;
export type Mode = (typeof modeNames)[number];
export type Modes = Readonly<Record<Mode, boolean>>;

export const plain: Modes = { elder: false, contrast: false, lowered: false, voice: false };

/** The modes after one of them was tapped on or off. */
export const withMode = (modes: Modes, mode: Mode, on: boolean): Modes => ({
  ...modes,
  [mode]: on,
  ...(mode === 'elder' && { voice: on }),
});

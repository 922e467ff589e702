/** Which pictures the gallery holds, and how all of them are drawn. */
import type { RecordedScene } from '../../kiosk-ui/fixtures.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import { lending } from './lending.ts';
import type { Glass, Look } from './variants.ts';

export interface Picture {
  readonly scene: RecordedScene;
  readonly language: Language;
  readonly look: Look;
  readonly glass: Glass;
  /** Its name in the gallery's folder. */
  readonly file: string;
}

export interface Variants {
  readonly languages: readonly Language[];
  readonly looks: readonly Look[];
  readonly glasses: readonly Glass[];
}

/** Every scene in every variant; glass by glass, since a glass is slow to change. */
export const picturesOf = (scenes: readonly RecordedScene[], { languages, looks, glasses }: Variants): Picture[] =>
  glasses.flatMap((glass) =>
    scenes.flatMap((scene) =>
      languages.flatMap((language) =>
        looks.map((look) => ({
          scene,
          language,
          look,
          glass,
          file: `${scene.title}.${language}.${look}.${glass}.png`,
        })),
      ),
    ),
  );

/** Where pictures are drawn, one at a time. */
export interface Easel {
  /** Answers what is wrong with it, in words. */
  draw(picture: Picture): Promise<readonly string[]>;
}

export interface Drawn extends Picture {
  readonly flaws: readonly string[];
}

/** Draws all pictures on all easels, and tells each as it is done. They come back in the order they were asked for. */
export function drawAll(
  pictures: readonly Picture[],
  easels: readonly Easel[],
  tell: (drawn: Drawn) => void,
): Promise<Drawn[]> {
  const lend = lending(easels);
  return Promise.all(
    pictures.map((picture) =>
      lend(async (easel) => {
        const drawn = { ...picture, flaws: await easel.draw(picture) };
        tell(drawn);
        return drawn;
      }),
    ),
  );
}

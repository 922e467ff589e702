export interface Speaker {
  /**
   * Says one text, and cuts off what was being said. Neither `began` nor `ended` is called where there is no voice for
   * the language; one that is found later begins later.
   */
  speak(text: string, locale: string, began: () => void, ended: () => void): void;
  stop(): void;
}

/** As much of the browser's speech as is needed here. */
export interface Speech {
  readonly synthesis: Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener'>;
  readonly utterance: (text: string) => SpeechSynthesisUtterance;
}

/** A little slower than voices speak by themselves: the hall is loud. */
const pace = 0.9;

/** The voices of this machine, as the browser knows them. */
export function webSpeaker({ synthesis, utterance }: Speech): Speaker {
  /** What is to be said and has found no voice yet. */
  let unsaid: ((voices: readonly SpeechSynthesisVoice[]) => SpeechSynthesisUtterance | undefined) | undefined;
  /** Kept while it is said: a browser may else forget it half-way, and nobody hears that it ended. */
  let said: SpeechSynthesisUtterance | undefined;

  function begin(): void {
    // A voice that lives elsewhere would send away what is said to a patient.
    const found = unsaid?.(synthesis.getVoices().filter(({ localService }) => localService));
    if (!found) return;
    unsaid = undefined;
    said = found;
    synthesis.speak(found);
  }

  function stop(): void {
    unsaid = undefined;
    said = undefined;
    synthesis.cancel();
  }

  // Asked once, they are looked for.
  synthesis.getVoices();
  synthesis.addEventListener('voiceschanged', begin);

  return {
    stop,
    speak(text, locale, began, ended) {
      stop();
      unsaid = (voices) => {
        const of = (language: string) => voices.find(({ lang }) => lang.replace('_', '-').startsWith(language));
        const voice = of(locale) ?? of(locale.slice(0, 2));
        if (!voice) return undefined;
        const it = utterance(text);
        let heard = false;
        it.voice = voice;
        it.lang = voice.lang;
        it.rate = pace;
        it.onstart = () => {
          heard = true;
          if (it === said) began();
        };
        it.onend = () => it === said && ended();
        // What never began is read instead.
        it.onerror = () => it === said && heard && ended();
        return it;
      };
      begin();
    },
  };
}

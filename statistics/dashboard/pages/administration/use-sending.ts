import { useState } from 'preact/hooks';
import type { Answer } from '../../client/answer.ts';
import { useHub } from '../../client/use-told.ts';
import { useWords } from '../../words/use-words.ts';

/** Sends something to the hub and keeps what is to be said of it. What was refused brings the hub's own words along. */
export const useSending = () => {
  const words = useWords();
  const { client, desk } = useHub();
  const [said, say] = useState<{ readonly wrong: boolean; readonly words: string }>();
  const send = async <T>(verb: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T | undefined> => {
    const answer: Answer<T> = await client.send<T>(verb, path, body);
    if (answer.ok) {
      say({ wrong: false, words: words.administration.done });
      desk.refresh();
      return answer.value;
    }
    const detail = answer.detail ? ` (${answer.detail})` : '';
    say({ wrong: true, words: `${words.troubles[answer.trouble]}${detail}` });
    return undefined;
  };
  return { said, say, send };
};

export type Said = ReturnType<typeof useSending>['said'];

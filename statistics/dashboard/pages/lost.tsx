import { Link } from '../parts/link.tsx';
import { city } from '../route.ts';
import { useWords } from '../words/use-words.ts';

export const Lost = () => {
  const { lost } = useWords();
  return (
    <>
      <h1>{lost.title}</h1>
      <p>
        <Link to={city}>{lost.back}</Link>
      </p>
    </>
  );
};

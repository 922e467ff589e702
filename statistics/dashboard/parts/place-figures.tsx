import type { PlaceTold } from '../client/use-place.ts';
import { measureOf } from '../measures.ts';
import { Course } from './course.tsx';
import { Headline } from './headline.tsx';
import { Answer } from './panel.tsx';

/** The figures that head a place's page. */
export const PlaceHeadline = ({ of, period, now, compared }: PlaceTold) => (
  <Answer shown={now}>
    {(usage) => <Headline period={period} place={of} now={usage} {...(compared.was && { before: compared.was })} />}
  </Answer>
);

/** One of them, as it went. */
export const PlaceCourse = ({ told, measure }: { readonly told: PlaceTold; readonly measure: string | undefined }) => {
  const { of, period, before, now, compared } = told;
  if (!now.value) return null;
  return (
    <Course
      period={period}
      before={before}
      place={of}
      measure={measureOf(measure)}
      now={now.value}
      old={now.old}
      {...compared}
    />
  );
};

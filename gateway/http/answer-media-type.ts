/** What an answer can be written as (GraphQL over HTTP, "Media types"). */
export type AnswerMediaType = 'application/json' | 'application/graphql-response+json';

/** In the order of preference where the client has none. */
const SERVED: readonly AnswerMediaType[] = ['application/json', 'application/graphql-response+json'];

interface Range {
  range: string;
  quality: number;
  position: number;
}

/** The media type that a client likes best, by quality, then by its own order; null where it accepts none. */
export function answerMediaType(accept: string | undefined): AnswerMediaType | null {
  if (!accept) return SERVED[0] as AnswerMediaType;
  const ranges = accept.split(',').map(readRange);
  let best: { type: AnswerMediaType; match: Range } | undefined;
  for (const type of SERVED) {
    const match = mostSpecific(ranges, type);
    if (!match || match.quality <= 0) continue;
    const { quality, position } = best?.match ?? { quality: 0, position: Infinity };
    if (match.quality > quality || (match.quality === quality && match.position < position)) {
      best = { type, match };
    }
  }
  return best?.type ?? null;
}

function readRange(text: string, position: number): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, quality: quality ? Number(quality.slice(2)) || 0 : 1, position };
}

/** RFC 9110, 12.5.1: of several ranges the most specific one counts. */
function mostSpecific(ranges: readonly Range[], type: AnswerMediaType): Range | undefined {
  for (const wanted of [type, 'application/*', '*/*']) {
    const match = ranges.find(({ range }) => range === wanted);
    if (match) return match;
  }
  return undefined;
}

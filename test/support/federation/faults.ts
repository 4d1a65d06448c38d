import { GraphQLError } from 'graphql';
import { hashOf } from './tape.ts';
import type { Call, FakeAnswer } from './twin-executors.ts';

export interface Faults {
  /** Of a hundred fetches, so many fail as a whole. */
  fetches: number;
  /** Of a hundred values, so many are null or missing, whatever the schema says. */
  holes: number;
  /** Of a hundred leaves, so many are of another type. */
  wrongLeaves: number;
  /** Of a hundred objects and lists, so many are something else. */
  wrongParts: number;
}

/**
 * Spoils an answer, decided by what was asked alone: whoever asks the same gets the same.
 * @throws where the whole fetch fails by throwing
 */
export function spoil(
  answer: FakeAnswer,
  { subgraph, query, variables }: Call,
  faults: Faults,
  seed: number,
): FakeAnswer {
  const roll = (...parts: unknown[]) => hashOf(`${seed}/${subgraph}/${query}/${parts.join('/')}`);
  const representations = variables.representations as unknown[] | undefined;
  if (roll('fetch') % 100 < faults.fetches) return failed(roll('how') % 7);
  const data = answer.data && (spoilt(answer.data, '') as Record<string, unknown>);
  return { ...answer, ...(data === undefined ? {} : { data }) };

  function failed(how: number): FakeAnswer {
    const entities = answer.data?._entities as unknown[] | undefined;
    switch (how) {
      case 0:
        throw new Error(`${subgraph} threw`);
      case 1:
        return {
          data: null,
          errors: [new GraphQLError(`${subgraph} failed`, { extensions: { code: 'E_WHOLE' } })],
        };
      case 2:
        return { data: null, errors: [new GraphQLError('')] };
      case 3:
        return { data: answer.data ?? null, errors: half() };
      case 4:
        return entities ? { data: { _entities: entities.slice(1) } } : { data: null };
      case 5:
        return entities ? { data: { _entities: null } } : {};
      default:
        throw new GraphQLError('refused', { extensions: { code: 'E_REFUSED' } });
    }
  }

  /** About the first entity, as often as it was asked about. */
  function half(): GraphQLError[] {
    const texts = representations?.map((one) => JSON.stringify(one)) ?? [''];
    return texts.flatMap((text, i) =>
      text === texts[0] ? [new GraphQLError('half', { path: ['_entities', i, 'half'] })] : [],
    );
  }

  function spoilt(value: unknown, place: string): unknown {
    const chance = roll(place) % 1_000;
    if (Array.isArray(value)) {
      if (place !== '._entities' && chance < faults.wrongParts * 10)
        return pick(place, ['text', 7, { odd: true }]);
      return value.map((element, i) => {
        const of = place === '._entities' ? JSON.stringify(representations?.[i]) : i;
        return spoilt(element, `${place}[${of}]`);
      });
    }
    if (typeof value === 'object' && value !== null) {
      if (place !== '' && chance < faults.wrongParts * 10) return pick(place, ['text', 7, true]);
      const spoiltObject: Record<string, unknown> = {};
      for (const [key, part] of Object.entries(value)) {
        // Where an object does not say its type, the stock executor forgets it: better-than-stock.test.ts.
        const spared = key === '_entities' || key.includes('typename');
        const hole = !spared && roll(place, key, 'hole') % 1_000 < faults.holes * 10;
        if (hole && roll(place, key) % 2 === 0) continue;
        spoiltObject[key] = hole ? null : spoilt(part, `${place}.${key}`);
      }
      return spoiltObject;
    }
    if (value === null || chance >= faults.wrongLeaves * 10) return value;
    if (place.endsWith('.__typename')) return 'Nothing';
    return place.includes('typename') ? value : pick(place, [true, 1.5, 'text', 3]);
  }

  function pick(place: string, values: readonly unknown[]): unknown {
    return values[roll(place, 'pick') % values.length];
  }
}

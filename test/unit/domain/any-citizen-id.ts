import fc from 'fast-check';
import { citizenIdCheckCharacter } from '../../../subgraphs/domain/citizen-id.ts';

/** Invented numbers that pass the check. */
export const anyCitizenId: fc.Arbitrary<string> = fc
  .tuple(
    fc.stringMatching(/^[1-6][0-9]{5}$/),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    fc.stringMatching(/^[0-9]{3}$/),
  )
  .map(([region, born, serial]) => {
    const first17 = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${serial}`;
    return first17 + citizenIdCheckCharacter(first17);
  });

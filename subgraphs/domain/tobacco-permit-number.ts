const SHAPE = /^(\d{6})([12])(\d{5})$/;
const NATURES = { '1': 'INDIVIDUAL', '2': 'ORGANISATION' } as const;

export interface TobaccoPermitNumberParts {
  /** GB/T 2260, 6 digits. */
  region: string;
  /** Nature of the holder: an individual household (个体工商户), or an enterprise or other organisation. */
  nature: 'INDIVIDUAL' | 'ORGANISATION';
  /** 0 to 99999. */
  serial: number;
}

/**
 * The parts of a tobacco retail permit number (烟草专卖零售许可证号): region (6), nature (1), serial (5); null where the
 * text is none. The number has no check digit, so a mistyped one is found only by asking the department.
 */
export function parseTobaccoPermitNumber(text: string): TobaccoPermitNumberParts | null {
  const [, region, nature, serial] = SHAPE.exec(text) ?? [];
  if (region === undefined || (nature !== '1' && nature !== '2')) return null;
  return { region, nature: NATURES[nature], serial: Number(serial) };
}

/** @throws RangeError where a part does not fit */
export function buildTobaccoPermitNumber({ region, nature, serial }: TobaccoPermitNumberParts): string {
  const number = `${region}${nature === 'INDIVIDUAL' ? '1' : '2'}${String(serial).padStart(5, '0')}`;
  if (!SHAPE.test(number)) {
    throw new RangeError(`"${number}" is no tobacco permit number: region "${region}", serial ${serial}`);
  }
  return number;
}

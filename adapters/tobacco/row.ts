/** One row of the bureau, its columns as text. Null: cannot be told apart from its neighbours. */
export interface TobaccoRow {
  /** 许可证号 */
  number: string;
  /** 统一社会信用代码 */
  uscc: string;
  /** 企业名称 */
  name: string | null;
  /** 负责人: a person's name, unmasked; needed to recognise a shop that is called like its owner, never passed on. */
  person: string | null;
  /** 经营地址 */
  address: string | null;
  /** 性质: 1 individual household, 2 enterprise or other organisation. */
  nature: string | null;
  /** 许可范围 */
  scope: string | null;
  validFrom: string;
  validTo: string;
  status: string;
  /** 更新日期, `yyyymmdd` */
  updated: string;
}

const COLUMNS = 11;
/** Columns that hold no free text: two at the left; at the right from validFrom on, or from nature and scope on. */
const RIGHT_PLAIN = 4;
const RIGHT_WITH_SCOPE = 6;

/**
 * Cuts a row into its columns. A pipe inside text is not escaped, so a row with too many columns is held by both ends:
 * number and USCC at the left; at the right nature, scope, dates, status and update date. Where name, person and
 * address in between cannot be separated they stay unknown: a wrong cut would show a person's name as an address. The
 * same where the pipe stands in the scope.
 * @returns null where the line is no row: too few columns, or too many and no right end to hold it by
 */
export function splitRow(line: string): TobaccoRow | null {
  const columns = line.split('|');
  const { length } = columns;
  if (length < COLUMNS) return null;
  const at = (index: number) => columns[index]!.trim();
  const ends = {
    number: at(0),
    uscc: at(1),
    validFrom: at(length - RIGHT_PLAIN),
    validTo: at(length - 3),
    status: at(length - 2),
    updated: at(length - 1),
  };
  if (length === COLUMNS)
    return { ...ends, name: at(2), person: at(3), address: at(4), nature: at(5), scope: at(6) };
  if (ends.status.length > 2 || !/^\d{8}$/.test(ends.updated)) return null;
  const unknown = { name: null, person: null, address: null };
  const nature = at(length - RIGHT_WITH_SCOPE);
  if (nature === '1' || nature === '2')
    return { ...ends, ...unknown, nature, scope: at(length - RIGHT_PLAIN - 1) };
  return { ...ends, ...unknown, nature: null, scope: null };
}

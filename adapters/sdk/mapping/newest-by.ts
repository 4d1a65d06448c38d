/** Chooses among rows the one that no other is newer than; of equals the first. Undefined of none. */
export function newestBy<Row>(
  isNewer: (row: Row, than: Row) => boolean,
): (rows: readonly Row[]) => Row | undefined {
  return (rows) => {
    let newest = rows[0];
    for (let at = 1; at < rows.length; at += 1) if (isNewer(rows[at]!, newest!)) newest = rows[at];
    return newest;
  };
}

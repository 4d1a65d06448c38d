import { maskPersonName } from '../../../subgraphs/domain/mask.ts';
import type { PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import { readText } from './department-text.ts';
import { readHolderText } from './holder-text.ts';

/** Characters of a name that one star more may stand for. */
const MOST_MORE = 2;
const BRACKET = /[（([［【〔]/;

/**
 * The name of a business. A household that trades under its owner's name is masked like the owner: 王建明, and
 * 王建明（个体工商户）, of which the bracket stays. 王建明烟酒店 is a trade name that hangs over the door.
 * @param label of the field, as people read it
 * @param owner the person's name as the row has it, masked (王*明) or not
 */
export function readHolderName(
  raw: unknown,
  label: string,
  owner: unknown,
  remarks: PermitRemark[],
): string | null {
  const name = readHolderText(raw, label, remarks);
  if (name === null) return null;
  const person = readText(owner);
  // Most names begin with another character than their owner's: nothing else is compared then.
  if (person == null || (person[0] !== name[0] && person[0] !== '*')) return name;
  if (isSamePerson(name, person)) return maskPersonName(name);
  return isSamePerson(beforeBracket(name), beforeBracket(person)) ? maskNamedAsPerson(name) : name;
}

/** The name of a business that is known to trade under a person's name: masked but for what stands in a bracket. */
export function maskNamedAsPerson(name: string): string {
  const person = beforeBracket(name);
  return `${maskPersonName(person)}${name.slice(person.length)}`;
}

function beforeBracket(name: string): string {
  const at = name.search(BRACKET);
  return at < 0 ? name : name.slice(0, at).trimEnd();
}

/**
 * @param owner with stars where the department masked it; what is all stars is nobody. Some write one star for each
 * character, some one for all in the middle (欧*毓 for a name of four)
 */
function isSamePerson(name: string, owner: string): boolean {
  if (name.length < 2 || /^\**$/.test(owner)) return false;
  if (!owner.includes('*')) return name === owner;
  const pattern = owner
    .replace(/[\\^$.+?()[\]{}|/]/g, '\\$&')
    .replace(/\*+/g, (stars, at: number) =>
      at > 0 && at + stars.length < owner.length
        ? `.{${stars.length},${stars.length + MOST_MORE}}`
        : `.{${stars.length}}`,
    );
  return new RegExp(`^${pattern}$`, 'u').test(name);
}

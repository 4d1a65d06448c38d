import { changePermit, readChanged } from '../change-permit.ts';
import { must, shown, type Check } from '../check.ts';
import { stateOf } from '../kit.ts';

const REMEDY =
  'decode strictly by the department’s real encoding, and read texts with `readText` or `readHolderText`';
/** U+3402 is outside GBK, U+20BB7 outside the basic plane; both stand in names. */
const RARE_NAME = '㐂𠮷䶮饭庄';

/** Characters on their way from a department’s keyboard to a citizen’s screen. */
export const textChecks: readonly Check[] = [
  {
    id: 'text-rare-characters',
    title: 'a name with rare characters arrives as it is, or is not shown at all',
    why: 'a name with a question mark in it is another person’s name',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const permit = await readChanged(kit, { holderName: RARE_NAME });
      must(
        permit.holderName === RARE_NAME || permit.freshness.state !== 'LIVE',
        `${RARE_NAME} arrived as ${shown(permit.holderName)}`,
      );
      must(permit.freshness.state === 'LIVE', `the system said ${RARE_NAME}; state ${stateOf(permit)}`);
      return `${permit.holderName}`;
    },
  },
  {
    id: 'text-special-characters',
    title: 'what is syntax elsewhere is text here: & < > " \' | \\ % ; and a line of SQL',
    why: 'texts are typed by people; one that is taken for syntax breaks the answer, or runs',
    remedy: 'escape on the way out, parse with a parser on the way in',
    needs: 'NAME',
    async run(kit) {
      const name = `A&B <x> "引" 'y' 100% ;-- OR 1=1]]> &amp;`;
      const permit = await readChanged(kit, { holderName: name });
      must(
        permit.holderName === name,
        `${shown(name)} arrived as ${shown(permit.holderName)}, ${stateOf(permit)}`,
      );
      return 'arrived as it was typed';
    },
  },
  {
    id: 'text-padding',
    title: 'padding and characters that nobody sees do not reach the graph',
    why: 'a direction mark makes a name read as another; padding breaks every comparison',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const permit = await readChanged(kit, { holderName: '　\u202e检验\u200b饭庄　  ' });
      must(permit.holderName === '检验饭庄', `arrived as ${shown(permit.holderName)}, ${stateOf(permit)}`);
      return '检验饭庄';
    },
  },
  {
    id: 'text-full-width-code',
    title: 'a credit code in lower case or full-width letters is the code itself',
    why: 'licences and permits of one business find each other by it',
    remedy: 'read it with `readHolderCode`',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      for (const spell of [(code: string) => code.toLowerCase(), fullWidth]) {
        const permit = house.fresh();
        await changePermit(kit, permit, { holderUscc: spell(permit.uscc) });
        const answer = await kit.readOne({ number: permit.number });
        must(
          answer.permit.holderUscc === permit.uscc,
          `${spell(permit.uscc)} arrived as ${shown(answer.permit.holderUscc)}`,
        );
      }
      return 'lower case and full width: normalised';
    },
  },
  {
    id: 'text-too-long',
    title: 'a text of 100,000 characters makes no field of the graph so long',
    why: 'no field of a permit is longer than a page; more is a mistake or an attack, and every client would carry it',
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const permit = kit.house.fresh();
      await changePermit(kit, permit, { address: '长'.repeat(100_000) });
      const { permit: answer } = await kit.readOne({ number: permit.number });
      const length = answer.address?.length ?? 0;
      must(length <= 10_000, `the address has ${length} characters`);
      if (length === 0 && answer.freshness.state === 'LIVE')
        must(answer.remarks.length > 0, 'dropped without a remark');
      return `${length} characters, ${stateOf(answer)}`;
    },
  },
];

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

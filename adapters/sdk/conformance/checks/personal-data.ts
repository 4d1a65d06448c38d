import { citizenIdCheckCharacter } from '../../../../subgraphs/domain/citizen-id.ts';
import { changePermit } from '../change-permit.ts';
import { must, NotApplicable, shown, type Check } from '../check.ts';
import type { Kit } from '../kit.ts';
import { PERSON } from '../seeded-permits.ts';

const FIRST_17 = '11010519491231001';
const CITIZEN_ID = `${FIRST_17}${citizenIdCheckCharacter(FIRST_17)}`;
const PHONE = '13812345678';
const WHY =
  'what leaves the adapter is read by officers of other departments and printed on certificates (个人信息保护法)';
const REMEDY =
  'read texts with `readHolderText`, `readHolderName` and `readHolderCode`; leave names of people out of the record';

/** Personal data: masked in answers, absent from observations but masked, and from the log. */
export const personalDataChecks: readonly Check[] = [
  hidden('masked-id-in-text', 'an ID number typed into a text is masked', CITIZEN_ID, {
    address: `新华东街1号（负责人身份证${CITIZEN_ID}）`,
  }),
  hidden('masked-phone-in-text', 'a phone number typed into a text is masked', PHONE, {
    address: `新华东街1号 电话${PHONE}`,
  }),
  hidden('masked-id-for-code', 'an ID number in the place of a credit code is masked', CITIZEN_ID, {
    holderUscc: CITIZEN_ID,
  }),
  {
    id: 'masked-person',
    title: 'the name of the person in charge leaves the adapter nowhere',
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      if (house.twin.fields.person === undefined) throw new NotApplicable('the system names no person');
      const texts = [await textOf(kit, house.fresh().number)];
      const household = house.fresh();
      await changePermit(kit, household, { person: PERSON, holderName: PERSON });
      texts.push(await textOf(kit, household.number));
      const leak = texts.find((text) => text.includes(PERSON));
      must(!leak, () => `an answer holds ${PERSON}: ${leak}`);
      return 'neither beside a business nor as a household’s own name';
    },
  },
  {
    id: 'log-without-personal-data',
    title: 'its log holds no personal data',
    why: 'logs are copied to places that nobody guards like a register',
    remedy: 'put upstream text into messages through `forLog` only',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const permit = house.fresh();
      for (const changes of [
        { address: `${CITIZEN_ID} ${PHONE}` },
        { status: PHONE },
        { validTo: CITIZEN_ID },
      ]) {
        await changePermit(kit, permit, changes).catch(unlessItCannot);
      }
      await kit.readOne({ number: permit.number });
      await kit.readOne({ number: CITIZEN_ID });
      for (const mode of ['error', 'garbage'] as const) {
        await house.system.setFault({ mode });
        for (let turn = 0; turn < 2; turn += 1)
          await kit.read([{ number: CITIZEN_ID }, { number: permit.number }]);
      }
      const log = house.subject.log();
      const found = [CITIZEN_ID, PHONE, PERSON].filter((text) => log.includes(text));
      must(found.length === 0, () => `the log holds ${found.join(', ')}: ${lineWith(log, found[0]!)}`);
      return `${log.split('\n').length - 1} lines, none with personal data`;
    },
  },
  {
    id: 'log-without-secrets',
    title: 'neither its log nor an answer holds a secret of its configuration',
    why: 'with the key of one adapter anybody is the hub in the eyes of that department',
    remedy: 'name a variable in a message, never its value; pass no request or error of a library through',
    needs: 'NAME',
    async run(kit) {
      const { house } = kit;
      const secrets = secretsOf(house.wire.environment);
      const answers: string[] = [];
      for (const mode of ['down', 'error', 'garbage'] as const) {
        await house.system.setFault({ mode });
        answers.push(await textOf(kit, house.permits[0]!.number));
        const { text } = await kit.connection.ask({
          query: 'query ($usccs: [String!]!) { findByHolder(usccs: $usccs) { number } }',
          variables: { usccs: [house.permits[0]!.uscc] },
          of: 'contract',
        });
        answers.push(text);
      }
      const places = { 'the log': house.subject.log(), 'an answer': answers.join('\n') };
      for (const [place, text] of Object.entries(places)) {
        const leaked = Object.entries(secrets).find(([, secret]) => text.includes(secret));
        must(!leaked, () => `${place} holds the value of ${leaked![0]}`);
      }
      return `${Object.keys(secrets).length} secrets looked for in three kinds of fault`;
    },
  },
];

function hidden(id: string, title: string, secret: string, changes: Record<string, string>): Check {
  return {
    id,
    title,
    why: WHY,
    remedy: REMEDY,
    needs: 'NAME',
    async run(kit) {
      const permit = kit.house.fresh();
      await changePermit(kit, permit, changes);
      const { permit: answer, observations } = await kit.readOne({ number: permit.number });
      const text = JSON.stringify([answer, observations]);
      must(!text.includes(secret), `${secret} stands in the answer or its observation`);
      return shown(answer[Object.keys(changes)[0]!]);
    },
  };
}

/** Some columns of some systems are too narrow for it. */
function unlessItCannot(error: unknown): void {
  if (!(error instanceof NotApplicable)) throw error;
}

async function textOf(kit: Kit, number: string): Promise<string> {
  return (await kit.read([{ number }])).text;
}

/** What is secret of the adapter's variables: passwords inside of addresses, and whatever is no address. */
function secretsOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const secret = URL.canParse(value) ? decodeURIComponent(new URL(value).password) : value;
    // Short ones are names and codes, which may well stand in a log.
    if (secret.length >= 12) secrets[name] = secret;
  }
  return secrets;
}

function lineWith(log: string, text: string): string {
  const line = log.split('\n').find((each) => each.includes(text)) ?? '';
  return line.slice(0, 200);
}

import { must, shown, type Check } from '../check.ts';
import { ANSWER_WITHIN_MS, stateOf } from '../kit.ts';

/** What a caller may send for a number: R57 of the reliability programme, E01, E04 and E08 of the security one. */
const STRANGE_NUMBERS = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e倒序',
    '㐂𠮷',
    '１２３',
    "' OR 1=1 --",
    '"; DROP TABLE x; --',
  ],
  ...[
    ']]><x/>',
    '&lol;',
    '<![CDATA[x',
    '%00',
    '../../etc/passwd',
    'a|b',
    'a\r\nX-Evil: 1',
    '{{7*7}}',
    '__proto__',
  ],
  ...['constructor', '1e400', '-0', 'x'.repeat(100_000)],
];
/** Paths, frames of a stack, and names of modules: nobody's business outside. */
const INNARDS = /node_modules|\.ts:\d+|\bat \S+ \(|node:internal|ECONN|password|secret/i;

/** Questions that anybody may put to an adapter, sensible or not. */
export const questionChecks: readonly Check[] = [
  {
    id: 'strange-numbers',
    title: 'whatever stands in the place of a number is answered, in time and without errors',
    why: 'numbers come from certificates that people type in: one that an adapter chokes on must not cost the others',
    remedy: 'hand numbers on as data (parameters, escaped text), and let none throw in your code',
    needs: 'URL',
    async run(kit) {
      const { permits, errors, elapsedMs } = await kit.read(STRANGE_NUMBERS.map((number) => ({ number })));
      must(errors.length === 0, `errors: ${shown(errors)}`);
      must(
        permits.every((permit) => permit !== null && permit.status !== 'VALID'),
        'one of them was answered with null, or VALID',
      );
      must(elapsedMs < ANSWER_WITHIN_MS + 500, `answered after ${Math.round(elapsedMs)} ms`);
      const later = await kit.readOne({ number: 'CHECK-AFTERWARDS' });
      return `${permits.length} strange numbers answered in ${Math.round(elapsedMs)} ms; afterwards ${stateOf(later.permit)}`;
    },
  },
  {
    id: 'many-at-once',
    title: 'a page of 500 permits is answered whole, in time and in its order',
    why: 'a page of licences asks for all its permits at once; what does not fit is throttled, permit by permit',
    remedy: 'leave batching and queueing to the SDK; answer each read with one wire call',
    needs: 'URL',
    async run(kit) {
      const asked = Array.from({ length: 500 }, (_, at) => ({ number: `CHECK-MANY-${at}` }));
      const { permits, errors, elapsedMs } = await kit.read(asked);
      must(errors.length === 0, `errors: ${shown(errors)}`);
      must(
        permits.every((permit) => permit?.freshness != null),
        'a permit without freshness',
      );
      must(elapsedMs < ANSWER_WITHIN_MS + 500, `answered after ${Math.round(elapsedMs)} ms`);
      return `500 answers in ${Math.round(elapsedMs)} ms`;
    },
  },
  {
    id: 'quiet-errors',
    title: 'an error tells what to do, and nothing of the inside',
    why: 'stacks, paths and addresses are a map for an attacker, and of no use to anybody else',
    remedy: 'throw `DepartmentFault`, whose message goes to the log only; let nothing else out',
    needs: 'URL',
    async run({ connection, type }) {
      const representation = (fields: object) => ({
        query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name} { status } } }`,
        variables: { r: [{ __typename: type.name, ...fields }] },
      });
      const answers = [
        await connection.ask({ query: '{ nothing }' }),
        await connection.ask({ query: 'query {{{' }),
        await connection.ask(representation({ id: 'check' })),
        await connection.ask(representation({ id: 7, number: { a: 1 } })),
        await connection.ask({ query: '{ _entities(representations: [{}]) { __typename } }' }),
      ];
      const leaky = answers.find(({ text }) => INNARDS.test(text));
      must(!leaky, () => `an answer tells of the inside: ${leaky!.text.slice(0, 300)}`);
      return `${answers.length} wrong questions, none answered with innards`;
    },
  },
  {
    id: 'oversized-question',
    title: 'a question over 4 MB is refused and costs nothing',
    why: 'whoever can reach the port could otherwise fill the memory of the adapter',
    remedy: 'serve it by the hub’s own service server',
    needs: 'URL',
    async run({ connection }) {
      const path = connection.url.pathname;
      const body = JSON.stringify({ query: `{ _service { sdl } } # ${'x'.repeat(5_000_000)}` });
      const status = await connection.send(path, body, connection.sign(path, body)).then(
        (answer) => answer.status,
        () => 'connection ended',
      );
      must(status === 413 || status === 'connection ended', `HTTP ${status}`);
      return String(status);
    },
  },
  {
    id: 'limits-stated',
    title: 'it says what its department’s system can bear',
    why: 'the hub divides these limits among its workers; without them it would trample a weak system',
    remedy: 'state `limits` in the definition, from the department’s rules',
    needs: 'URL',
    async run(kit) {
      const limits = await kit.limits();
      const sound = (value: number | null) => value === null || (Number.isInteger(value) && value >= 1);
      must(
        sound(limits.batchSize) && sound(limits.concurrency) && sound(limits.ratePerSecond),
        `limits are ${shown(limits)}`,
      );
      return shown(limits);
    },
  },
  {
    id: 'holders-bounded',
    title: 'a search for more than 50 businesses is refused',
    why: 'each of them is a search of its own in the department’s system',
    remedy: 'leave `findByHolder` to the SDK’s contract service',
    needs: 'URL',
    async run({ connection }) {
      const { errors, text } = await connection.ask({
        query: 'query ($usccs: [String!]!) { findByHolder(usccs: $usccs) { number } }',
        variables: { usccs: Array.from({ length: 51 }, (_, at) => `CHECK${at}`) },
        of: 'contract',
      });
      must(errors[0]?.extensions?.code === 'BAD_PAGE_SIZE', `answered ${text.slice(0, 200)}`);
      return 'BAD_PAGE_SIZE';
    },
  },
];

import { generateSm2KeyPair, type Sm2KeyPair } from '../../../../subgraphs/domain/sm2.ts';
import { createSteadyPool } from '../../../../subgraphs/platform/steady-pool.ts';
import { createCallAllowance } from '../../core/call-allowance.ts';
import { openHttpWire, type WireAnswer, type WireRequest } from '../../core/http-system.ts';
import { Switches } from '../../core/switches.ts';
import type { DepartmentSystem, SystemServices } from '../../core/system.ts';
import { createCertificateStore } from './certificate-store.ts';
import type { CertificateRow } from './certificate-row.ts';
import { openFileExchange } from './file-exchange.ts';
import { parseQuery, resultLine, rowLine, writeMessage, type Question } from './relay-lines.ts';
import { createRelaySeal } from './relay-seal.ts';

const RELAY_PATH = '/relay/query';
const CALLS_PER_SECOND = 10;
const MORE_AT_ONCE = 2;
const MOST_QUESTIONS = 20;

/** Result codes of the bureau's manual. */
const OK = '0';
const NO_SUCH_CERTIFICATE = '1';
const SIGNATURE_REFUSED = '2';
const OTHER_REGION = '3';
const BUSY = '9';
/** Those that mean failure; in fault mode `error` one after the other. */
const FAILURES = [SIGNATURE_REFUSED, BUSY, OTHER_REGION] as const;

const WHOLE_QUERY: Question = { number: '', uscc: '' };

export interface TobaccoSystemOptions {
  /** The bureau's clock, milliseconds since 1970, for signatures. Default the machine's. */
  now?: () => number;
  /** Smallest and largest time until a request file is answered, milliseconds. Default 1 to 5 seconds. */
  fileAnswerMs?: readonly [number, number];
}

/**
 * The tobacco bureau, running: its live relay (signed GB18030 lines over HTTP) and its file exchange (SFTP) over one
 * database.
 */
export async function createTobaccoSystem(
  services: SystemServices,
  options: TobaccoSystemOptions = {},
): Promise<DepartmentSystem> {
  const now = options.now ?? Date.now;
  const hubKeys = keyPair(services, 'tobacco-hub-key');
  const bureauKeys = keyPair(services, 'tobacco-bureau-key');
  const pool = createSteadyPool({ connectionString: await services.database('tobacco'), max: 10 });
  const switches = new Switches({ latencyMs: [40, 120] });
  const exchange = await openFileExchange({
    services,
    pool,
    switches,
    hubPublicKey: hubKeys.publicKey,
    bureauKeys,
    answerMs: options.fileAnswerMs ?? [1_000, 5_000],
    byNumbers: (numbers) => store.byNumbers(numbers),
    now,
  });
  const store = createCertificateStore({ pool, outbox: exchange.outbox, now });
  const relay = createRelaySeal({ hubPublicKey: hubKeys.publicKey, bureauKeys, now });
  const isAllowed = createCallAllowance({ perSecond: CALLS_PER_SECOND, slack: MORE_AT_ONCE });
  let failed = 0;

  /** Counts a call, and reads it: null where it is no query. */
  function receive(request: WireRequest): Question[] | null {
    const questions = request.path === RELAY_PATH ? parseQuery(request.body) : null;
    const numbers = questions?.filter((question) => question.number !== '').length ?? 0;
    if (numbers > 0) switches.countRead(numbers);
    else switches.countOther();
    return questions;
  }

  function refuse(code: string, request: WireRequest): WireAnswer {
    return relay.seal(writeMessage('RESULT', [resultLine(code, WHOLE_QUERY)], now()), request);
  }

  async function answer(request: WireRequest): Promise<WireAnswer> {
    const questions = receive(request);
    if (request.method !== 'POST' || request.path !== RELAY_PATH) return plain(404, '无此接口');
    if (!relay.admits(request)) return refuse(SIGNATURE_REFUSED, request);
    if (questions === null) return plain(400, '报文格式错误');
    if (questions.length > MOST_QUESTIONS) return plain(413, `一次查询不得超过${MOST_QUESTIONS}条`);
    try {
      return relay.seal(writeMessage('RESULT', await resultsOf(questions), now()), request);
    } catch {
      return refuse(BUSY, request);
    }
  }

  async function resultsOf(questions: readonly Question[]): Promise<string[]> {
    const byNumber = await rowsOf(questions, 'number');
    const byHolder = await rowsOf(questions, 'uscc');
    const provinces = await store.provinces();
    const lines: string[] = [];
    for (const question of questions) {
      const { number, uscc } = question;
      let rows = number === '' ? byHolder.get(uscc) : byNumber.get(number);
      if (number !== '' && uscc !== '') rows = rows?.filter((row) => row.tyshxydm === uscc);
      if (rows !== undefined && rows.length > 0) {
        lines.push(resultLine(OK, question), ...rows.map(rowLine));
      } else {
        lines.push(
          resultLine(isOfOtherRegion(number, provinces) ? OTHER_REGION : NO_SUCH_CERTIFICATE, question),
        );
      }
    }
    return lines;
  }

  async function rowsOf(
    questions: readonly Question[],
    by: 'number' | 'uscc',
  ): Promise<Map<string, CertificateRow[]>> {
    const wanted = questions.filter(({ number }) => (number === '') === (by === 'uscc'));
    const keys = wanted.map((question) => question[by]);
    if (keys.length === 0) return new Map();
    const rows = await (by === 'number' ? store.byNumbers(keys) : store.byHolders(keys));
    return Map.groupBy(rows, (row) => (by === 'number' ? row.xkzh : row.tyshxydm));
  }

  const wire = await openHttpWire({
    switches,
    port: services.port('tobacco'),
    answer,
    errorAnswer(request) {
      receive(request);
      return refuse(FAILURES[failed++ % FAILURES.length]!, request);
    },
    maintenanceAnswer(request) {
      receive(request);
      return relay.seal(writeMessage('MAINT', ['M|'], now()), request);
    },
    limit(request) {
      if (isAllowed()) return null;
      receive(request);
      return refuse(BUSY, request);
    },
  });

  return {
    code: 'tobacco',
    address: wire.origin,
    connection: {
      TOBACCO_RELAY_URL: wire.origin,
      TOBACCO_PRIVATE_KEY: hubKeys.privateKey,
      TOBACCO_PUBLIC_KEY: bureauKeys.publicKey,
      ...exchange.connection,
    },
    ports: { 'tobacco-sftp': exchange.port },
    store: {
      ...store,
      async open(world) {
        await store.open(world);
        await exchange.begin();
      },
    },
    async setFault(fault) {
      await wire.setFault(fault);
      await exchange.faultChanged(true);
    },
    async applySettings(settings) {
      switches.applySettings(settings);
      await wire.settingsChanged();
      await exchange.faultChanged(false);
    },
    get stats() {
      return switches.stats;
    },
    resetStats: () => switches.resetStats(),
    writeFiles: (region) => exchange.outbox.writeFull(region),
    async close() {
      await Promise.all([wire.close(), exchange.close()]);
      await store.close();
    },
  };
}

/** Numbers begin with their region; this relay serves some provinces. What names no province is simply no number. */
function isOfOtherRegion(number: string, provinces: ReadonlySet<string>): boolean {
  return (
    /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{10}$/.test(number) && !provinces.has(number.slice(0, 2))
  );
}

function keyPair(services: SystemServices, name: string): Sm2KeyPair {
  return JSON.parse(services.secret(name, () => JSON.stringify(generateSm2KeyPair()))) as Sm2KeyPair;
}

function plain(status: number, text: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: text };
}

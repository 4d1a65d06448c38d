import { randomBytes } from 'node:crypto';
import { createCallAllowance } from '../../core/call-allowance.ts';
import { httpDepartment } from '../../core/http-department.ts';
import { openHttpWire, type WireAnswer, type WireRequest } from '../../core/http-system.ts';
import { Switches } from '../../core/switches.ts';
import type { DepartmentSystem, SystemServices } from '../../core/system.ts';
import { createSteadyPool } from '../../../../subgraphs/platform/steady-pool.ts';
import { createAnswerWriter } from './answers.ts';
import { createCallGuard } from './call-guard.ts';
import { createChangeNotices } from './change-notices.ts';
import { createLicenceStore, type LicenceQuery } from './licence-store.ts';

const APP_KEY = 'yzh-hub';
const BATCH_QUERY = '/openapi/v1/licence/batchQuery';
const QUERY = '/openapi/v1/licence/query';
const CALLS_PER_SECOND = 20;
const MOST_NUMBERS = 50;
const MOST_PAGE_SIZE = 50;

/** How this department says that it failed; in fault mode `error` one after the other. */
const FAILURES = [
  ['E9999', '系统异常'],
  ['E1003', '签名错误'],
  ['E1004', '时间戳超时'],
] as const;

export interface FoodSystemOptions {
  /** The department's clock, milliseconds since 1970, for signatures and its Date header. Default the machine's. */
  now?: () => number;
}

/** 智慧市监, running: signed JSON over HTTP, its own database, its rate, its whims. */
export async function createFoodSystem(
  services: SystemServices,
  options: FoodSystemOptions = {},
): Promise<DepartmentSystem> {
  const now = options.now ?? Date.now;
  const appSecret = services.secret('food-app-secret', () => randomBytes(24).toString('hex'));
  const switches = new Switches({ latencyMs: [20, 60] });
  const pool = createSteadyPool({ connectionString: await services.database('food'), max: 10 });
  const isAway = () => ['down', 'hang'].includes(switches.fault.mode) || switches.settings.maintenance;
  const notices = createChangeNotices({ pool, appSecret, now, isAway });
  const store = createLicenceStore({ pool, notices, now });
  const refusal = createCallGuard({ appKey: APP_KEY, appSecret, now });
  const answers = createAnswerWriter(now);
  const isAllowed = createCallAllowance({ perSecond: CALLS_PER_SECOND });
  let throttled = 0;
  let failed = 0;

  function count(request: WireRequest): void {
    const body = readBody(request);
    if (request.path === BATCH_QUERY && Array.isArray(body?.xkzbhs)) switches.countRead(body.xkzbhs.length);
    else if (request.path === QUERY && typeof body?.xkzbh === 'string') switches.countRead(1);
    else switches.countOther();
  }

  async function batchQuery(body: Record<string, unknown>): Promise<WireAnswer> {
    const numbers = body.xkzbhs;
    if (
      !Array.isArray(numbers) ||
      numbers.length === 0 ||
      numbers.some((number) => typeof number !== 'string')
    ) {
      return answers.error('E1001', '参数错误：xkzbhs');
    }
    if (numbers.length > MOST_NUMBERS) return answers.error('E1002', `批量查询不得超过${MOST_NUMBERS}条`);
    const rows = await store.byNumbers(numbers as string[]);
    return answers.rows({ rows, total: rows.length });
  }

  async function query(body: Record<string, unknown>): Promise<WireAnswer> {
    const wanted = readQuery(body);
    if (wanted === null) return answers.error('E1001', '参数错误');
    const { rows, total, pageNo } = await store.page(wanted);
    return answers.rows({ rows, total, paging: { pageNo, pageSize: wanted.pageSize } });
  }

  async function answer(request: WireRequest): Promise<WireAnswer> {
    count(request);
    if (request.method !== 'POST' || (request.path !== BATCH_QUERY && request.path !== QUERY)) {
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404 Not Found</html>' };
    }
    const refused = refusal(request);
    if (refused) return answers.error(refused.code, refused.msg);
    const body = readBody(request);
    if (body === null) return answers.error('E1001', '参数错误：JSON');
    try {
      return await (request.path === BATCH_QUERY ? batchQuery(body) : query(body));
    } catch {
      return answers.error('E9999', '系统异常');
    }
  }

  const wire = await openHttpWire({
    switches,
    port: services.port('food'),
    answer,
    errorAnswer(request) {
      count(request);
      const [code, msg] = FAILURES[failed++ % FAILURES.length]!;
      return answers.error(code, msg);
    },
    maintenanceAnswer(request) {
      count(request);
      return answers.maintenancePage();
    },
    limit(request) {
      if (isAllowed()) return null;
      count(request);
      const refused = answers.error('E4290', '访问过于频繁');
      if (throttled++ % 2 === 0) return refused;
      return { ...refused, status: 429, headers: { ...refused.headers, 'retry-after': '1' } };
    },
  });

  return httpDepartment({
    code: 'food',
    connection: { FOOD_URL: wire.origin, FOOD_APP_KEY: APP_KEY, FOOD_APP_SECRET: appSecret },
    store: {
      ...store,
      async close() {
        await notices.close();
        await pool.end();
      },
    },
    switches,
    wire,
    setCallback: (url) => notices.setCallback(url),
  });
}

function readBody(request: WireRequest): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function readQuery(body: Record<string, unknown>): LicenceQuery | null {
  const words: Partial<Record<'uscc' | 'number' | 'name' | 'updatedSince', string>> = {};
  for (const [field, raw] of [
    ['uscc', body.uscc],
    ['number', body.xkzbh],
    ['name', body.jyzmc],
    ['updatedSince', body.updatedSince],
  ] as const) {
    if (raw === undefined || raw === null || raw === '') continue;
    if (typeof raw !== 'string') return null;
    words[field] = raw;
  }
  const pageNo = body.pageNo ?? 1;
  const pageSize = body.pageSize ?? 20;
  if (!Number.isInteger(pageNo) || !Number.isInteger(pageSize)) return null;
  if (Object.keys(words).length === 0 || (pageNo as number) < 1 || (pageSize as number) < 1) return null;
  return { ...words, pageNo: pageNo as number, pageSize: Math.min(pageSize as number, MOST_PAGE_SIZE) };
}

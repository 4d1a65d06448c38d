import { randomBytes } from 'node:crypto';
import { httpDepartment } from '../../core/http-department.ts';
import { openHttpWire, type WireAnswer, type WireRequest } from '../../core/http-system.ts';
import { Switches } from '../../core/switches.ts';
import type { DepartmentSystem, SystemServices } from '../../core/system.ts';
import { createAnswerWriter } from './answers.ts';
import { createCallGuard } from './call-guard.ts';
import { createPermitStore, type Paging } from './permit-store.ts';
import { readSoapCall, type BusinessRequest, type SoapCall } from './request-reader.ts';

const USERNAME = 'YZH_HUB';
const SERVICE_PATH = '/wsjd/services/LicenseService';
const QUERY_LICENCE = 'WS1001';
const LIST_LICENCES = 'WS1002';
const QUERY_NOTICES = 'WS1003';
const CALLS_AT_ONCE = 5;
const MOST_NUMBERS = 20;
const MOST_ROWS = 100;

export interface HealthSystemOptions {
  /** The department's clock, milliseconds since 1970, for tokens and its Date header. Default the machine's. */
  now?: () => number;
}

/** 卫生监督, running: SOAP 1.1 over HTTP, its own database, five calls at once, no listener in maintenance. */
export async function createHealthSystem(
  services: SystemServices,
  options: HealthSystemOptions = {},
): Promise<DepartmentSystem> {
  const now = options.now ?? Date.now;
  const password = services.secret('health-password', () => randomBytes(24).toString('hex'));
  const store = createPermitStore(await services.database('health'), now);
  const switches = new Switches({ latencyMs: [30, 80] });
  const refusal = createCallGuard({ username: USERNAME, password, now });
  const answers = createAnswerWriter(now);
  let failed = 0;

  /** How this department says that it failed; in fault mode `error` one after the other. */
  const failures: readonly (() => WireAnswer)[] = [
    () => answers.error('9999', '系统错误'),
    () => answers.fault('soapenv:Server', 'java.lang.NullPointerException'),
    () => answers.fault('soapenv:Server', '数据库连接池已满', 200),
  ];

  function count(call: SoapCall | null): void {
    const numbers = call?.business?.numbers.length ?? 0;
    if (numbers > 0) switches.countRead(numbers);
    else switches.countOther();
  }

  async function query(request: BusinessRequest): Promise<WireAnswer> {
    const paging = readPaging(request);
    const { numbers, uscc } = request;
    if (paging === null || numbers.length > 0 === (uscc !== '') || numbers.includes('')) {
      return answers.error('1002', '报文格式错误');
    }
    if (numbers.length > MOST_NUMBERS)
      return answers.error('1002', `报文格式错误：XKZH超过${MOST_NUMBERS}个`);
    const page = await (numbers.length > 0 ? store.byNumbers(numbers, paging) : store.byHolder(uscc, paging));
    return answers.page(page, paging);
  }

  async function list(request: BusinessRequest): Promise<WireAnswer> {
    const paging = readPaging(request);
    if (paging === null) return answers.error('1002', '报文格式错误');
    return answers.page(await store.all(paging), paging);
  }

  async function queryNotices({ serial, rows }: BusinessRequest): Promise<WireAnswer> {
    if (!/^\d{1,9}$/.test(serial) || !/^[1-9]\d{0,5}$/.test(rows))
      return answers.error('1002', '报文格式错误');
    return answers.notices(await store.notices(Number(serial), Math.min(Number(rows), MOST_ROWS)));
  }

  const businesses = new Map([
    [QUERY_LICENCE, query],
    [LIST_LICENCES, list],
    [QUERY_NOTICES, queryNotices],
  ]);

  async function answer(request: WireRequest): Promise<WireAnswer> {
    const call = readSoapCall(request.body);
    count(call);
    if (request.method !== 'POST' || request.path !== SERVICE_PATH) {
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404 Not Found</html>' };
    }
    if (call === null) return answers.fault('soapenv:Client', '报文不是SOAP 1.1信封');
    const refused = refusal(call);
    if (refused) return answers.fault(refused.faultcode, refused.faultstring);
    if (call.operation !== 'queryLicense')
      return answers.fault('soapenv:Client', `无此操作：${call.operation}`);
    if (call.business === null) return answers.error('1002', '报文格式错误');
    const work = businesses.get(call.business.ywbh);
    if (work === undefined) return answers.error('1001', '无权限');
    try {
      return await work(call.business);
    } catch {
      return answers.error('9999', '系统错误');
    }
  }

  const wire = await openHttpWire({
    switches,
    port: services.port('health'),
    concurrency: CALLS_AT_ONCE,
    answer,
    errorAnswer(request) {
      count(readSoapCall(request.body));
      return failures[failed++ % failures.length]!();
    },
  });

  return httpDepartment({
    code: 'health',
    connection: { HEALTH_URL: wire.origin, HEALTH_USERNAME: USERNAME, HEALTH_PASSWORD: password },
    store,
    switches,
    wire,
  });
}

/** PAGE from 1, ROWS at most 100; more is cut to that. */
function readPaging({ page, rows }: BusinessRequest): Paging | null {
  if (!/^[1-9]\d{0,5}$/.test(page) || !/^[1-9]\d{0,5}$/.test(rows)) return null;
  return { page: Number(page), rows: Math.min(Number(rows), MOST_ROWS) };
}

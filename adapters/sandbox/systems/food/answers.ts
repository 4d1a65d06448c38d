import { randomBytes } from 'node:crypto';
import type { WireAnswer } from '../../core/http-system.ts';
import type { LicenceRow } from './licence-row.ts';

const JSON_HEADERS = { 'content-type': 'application/json;charset=UTF-8' };

export interface RowsAnswer {
  rows: readonly LicenceRow[];
  total: number;
  /** Absent in answers without paging. */
  paging?: { pageNo: number; pageSize: number };
}

/** The vendor's manner of answering, with the whims that its versions left behind; they go by turns. */
export interface AnswerWriter {
  rows(answer: RowsAnswer): WireAnswer;
  error(code: string, msg: string): WireAnswer;
  maintenancePage(): WireAnswer;
}

export function createAnswerWriter(now: () => number): AnswerWriter {
  let turn = 0;

  function send(content: Record<string, unknown>): WireAnswer {
    return {
      status: 200,
      headers: { ...JSON_HEADERS, date: new Date(now()).toUTCString() },
      body: JSON.stringify({ ...content, traceId: randomBytes(4).toString('hex') }),
    };
  }

  return {
    rows({ rows, total, paging }) {
      turn += 1;
      const isOdd = turn % 2 === 1;
      if (rows.length === 0) {
        return isOdd
          ? send({ code: 'E2001', msg: '未查询到数据', data: '' })
          : send({ code: 0, msg: '成功', data: '' });
      }
      const shown = rows.map(showRow);
      return send({
        code: isOdd ? '0' : 0,
        msg: '成功',
        data: { total, ...paging, rows: shown.length === 1 && isOdd ? shown[0] : shown },
      });
    },
    error: (code, msg) => send({ code, msg, data: '' }),
    maintenancePage: () => ({
      status: 200,
      headers: { 'content-type': 'text/html;charset=UTF-8', date: new Date(now()).toUTCString() },
      body: '<!DOCTYPE html><html><head><title>系统维护</title></head><body><h1>系统维护中</h1><p>智慧市监系统正在升级维护，预计02:00恢复，请稍后再试。</p></body></html>',
    }),
  };
}

/** A row as it leaves the house: people's names masked by the vendor. */
function showRow(row: LicenceRow): LicenceRow {
  return { ...row, fddbr: maskName(row.fddbr), qfr: maskName(row.qfr) };
}

function maskName(name: string): string {
  const characters = [...name];
  if (characters.length < 2) return name;
  return characters.length === 2 ? `${characters[0]}*` : `${characters[0]}*${characters.at(-1)}`;
}

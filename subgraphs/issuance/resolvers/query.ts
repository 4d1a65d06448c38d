import type { QueryResolvers } from '../../../schema/generated/issuance.ts';
import { readLicenceNumber } from '../../domain/licence-number.ts';
import { hubError } from '../../platform/hub-error.ts';
import { writeFace, type LicenceModel } from '../licence-model.ts';
import { licenceFilterSchema, type LicenceFilter } from '../reading/licence-filter.ts';
import type { StoredLicence } from '../reading/licence-row.ts';
import { selectsField } from './selects-field.ts';

const MOST_ROWS = 100;
const MOST_ROWS_FOR_SERVICE = 500;

export const query: QueryResolvers = {
  async compositeLicense(_, args, context, info) {
    const number = readLicenceNumber(args.number);
    if (number === null) {
      throw hubError(
        'BAD_NUMBER',
        'This is no number of a composite licence. Send it as printed on the certificate, e.g. YZ-410200-2026-000001.',
      );
    }
    const licence = await context.licence(number, selectsField(info, 'findings'));
    if (licence === null) {
      throw hubError(
        'LICENSE_NOT_FOUND',
        'There is no such licence in your remit. Check the number, and that your token covers its region.',
      );
    }
    return toModel(licence);
  },

  async licenses(_, args, context, info) {
    const most = context.caller.role === 'service' ? MOST_ROWS_FOR_SERVICE : MOST_ROWS;
    const first = args.first ?? 20;
    if (first < 1 || first > most) {
      throw hubError(
        'BAD_PAGE_SIZE',
        `first is ${first}; ask for 1 to ${most} licences and follow endCursor.`,
      );
    }
    const filter = readFilter(args.filter ?? {});
    const after = args.after == null ? null : context.cursors.open(args.after, filter);
    if (args.after != null && after === null) {
      throw hubError(
        'BAD_CURSOR',
        'after is no cursor of this list. Use endCursor of the page before, with the same filter.',
      );
    }
    const page = await context.list({
      filter,
      first,
      after,
      findings: selectsField(info, 'findings'),
      total: selectsField(info, 'totalCount'),
    });
    const edges = page.licences.map((licence) => ({
      cursor: context.cursors.seal(
        { issuedAtMs: Date.parse(licence.issuedAt), number: licence.number },
        filter,
      ),
      node: toModel(licence),
    }));
    return {
      totalCount: page.total ?? 0,
      pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor ?? null },
      edges,
    };
  },
};

function toModel(stored: StoredLicence): LicenceModel {
  return { number: stored.number, face: writeFace(stored), stored };
}

function readFilter(given: unknown): LicenceFilter {
  const filter = licenceFilterSchema.safeParse(given);
  if (filter.success) return filter.data;
  const issue = filter.error.issues[0];
  throw hubError('BAD_FILTER', `filter.${issue?.path.join('.')}: ${issue?.message}`);
}

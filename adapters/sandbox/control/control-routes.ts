import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import { departmentByCode } from '../../../subgraphs/domain/departments.ts';
import { NotInVocabulary, type DepartmentSystem } from '../core/system.ts';
import { ControlError } from './control-error.ts';
import {
  callbackInput,
  faultInput,
  filesInput,
  permitPatchInput,
  readInput,
  settingsInput,
} from './control-input.ts';

export interface ControlRequest {
  method: string;
  /** As sent, percent-encoding included. */
  url: string;
  body: Buffer;
}

const SAMPLE_NUMBERS = 5;

interface Call {
  system: DepartmentSystem;
  /** What follows the resource's name in the path. */
  rest: readonly string[];
  body: Buffer;
}

type Methods = Readonly<Record<string, (call: Call) => Promise<unknown>>>;

/** The resources of one department, by name, depth and method. */
const RESOURCES: Readonly<Record<string, { depth: number; methods: Methods }>> = {
  fault: {
    depth: 0,
    methods: {
      async PUT({ system, body }) {
        const fault = readInput(faultInput, body);
        await system.setFault(fault);
        return fault;
      },
    },
  },
  settings: {
    depth: 0,
    methods: {
      async PUT({ system, body }) {
        const settings = readInput(settingsInput, body);
        await system.applySettings(settings);
        return settings;
      },
    },
  },
  stats: {
    depth: 0,
    methods: {
      GET: async ({ system }) => system.stats,
      async DELETE({ system }) {
        system.resetStats();
        return system.stats;
      },
    },
  },
  permits: { depth: 1, methods: { PATCH: patchPermit } },
  files: {
    depth: 0,
    methods: {
      async POST({ system, body }) {
        const { region } = readInput(filesInput, body);
        if (!system.writeFiles) {
          throw new ControlError(404, 'NO_FILES', `Department ${system.code} writes no files.`);
        }
        return { files: await system.writeFiles(regionPrefix(region ?? '')) };
      },
    },
  },
};

/**
 * Answers one call of the control interface with what is to be sent as JSON.
 * @throws ControlError
 */
export async function answerControl(
  systems: readonly DepartmentSystem[],
  { method, url, body }: ControlRequest,
): Promise<unknown> {
  const [root, collection, code, resource, ...rest] = segmentsOf(url);
  if (root === 'control' && collection === 'callback' && code === undefined) {
    return await answerBy({ PUT: () => setCallback(systems, body) }, method)();
  }
  if (root !== 'control' || collection !== 'departments') throw notFound(url);
  if (code === undefined) return await answerBy({ GET: () => listDepartments(systems) }, method)();
  const system = systems.find((each) => each.code === code);
  if (!system) {
    throw new ControlError(
      404,
      'UNKNOWN_DEPARTMENT',
      `No department "${code}"; there are ${systems.map((each) => each.code).join(', ')}.`,
    );
  }
  const found =
    resource === undefined || !Object.hasOwn(RESOURCES, resource) ? undefined : RESOURCES[resource];
  if (!found || rest.length !== found.depth) throw notFound(url);
  return await answerBy(found.methods, method)({ system, rest, body });
}

async function listDepartments(systems: readonly DepartmentSystem[]): Promise<unknown> {
  return await Promise.all(
    systems.map(async ({ code, address, store }) => ({
      code,
      name: departmentByCode(code)?.name ?? code,
      address: withoutCredentials(address),
      sampleNumbers: await store.sampleNumbers(SAMPLE_NUMBERS),
    })),
  );
}

/** A real department is told once, when the hub joins; here every hub that starts tells it. */
async function setCallback(systems: readonly DepartmentSystem[], body: Buffer): Promise<unknown> {
  const { url } = readInput(callbackInput, body);
  await Promise.all(systems.map((system) => system.setCallback?.(url)));
  return { url, departments: systems.flatMap((system) => (system.setCallback ? [system.code] : [])) };
}

async function patchPermit({ system, rest, body }: Call): Promise<unknown> {
  const number = rest[0]!;
  const patch = readInput(permitPatchInput, body);
  let exists: boolean;
  try {
    exists = await system.store.patch(number, patch);
  } catch (error) {
    if (error instanceof NotInVocabulary) throw new ControlError(422, 'NOT_IN_VOCABULARY', error.message);
    throw error;
  }
  if (!exists)
    throw new ControlError(404, 'UNKNOWN_PERMIT', `Department ${system.code} has no permit "${number}".`);
  return { number, department: system.code };
}

function answerBy<T>(methods: Readonly<Record<string, T>>, method: string): T {
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found !== undefined) return found;
  const allowed = Object.keys(methods).join(', ');
  throw new ControlError(405, 'WRONG_METHOD', `${method} is not answered here, but ${allowed}.`, {
    allow: allowed,
  });
}

/** Cut by hand: a URL parser would fold `%2e%2e` and decode before it splits. */
function segmentsOf(url: string): string[] {
  const path = url.split('?', 1)[0]!;
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    // PostgreSQL text holds no NUL, so nothing can have such a name.
    if (!segments.some((segment) => segment.includes('\0'))) return segments;
  } catch {
    // Answered below.
  }
  throw new ControlError(400, 'BAD_PATH', 'The path is not percent-encoded UTF-8 without NUL.');
}

function notFound(url: string): ControlError {
  return new ControlError(
    404,
    'NOT_FOUND',
    `There is nothing at ${url.split('?', 1)[0]}; see adapters/sandbox/README.md.`,
  );
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

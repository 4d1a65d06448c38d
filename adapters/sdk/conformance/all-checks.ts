import type { Check } from './check.ts';
import { callChecks } from './checks/calls.ts';
import { changeChecks } from './checks/changes.ts';
import { dateChecks } from './checks/dates.ts';
import { faultChecks } from './checks/faults.ts';
import { holderChecks } from './checks/holders.ts';
import { identityChecks } from './checks/identity.ts';
import { limitChecks } from './checks/limits.ts';
import { observationChecks } from './checks/observations.ts';
import { personalDataChecks } from './checks/personal-data.ts';
import { processChecks } from './checks/process.ts';
import { questionChecks } from './checks/questions.ts';
import { recordChecks } from './checks/records.ts';
import { schemaChecks } from './checks/schema.ts';
import { sizeChecks } from './checks/sizes.ts';
import { textChecks } from './checks/texts.ts';
import { vocabularyChecks } from './checks/vocabulary.ts';

/** Everything that the kit looks at, in the order of a report. */
export const ALL_CHECKS: readonly Check[] = [
  ...callChecks,
  ...schemaChecks,
  ...questionChecks,
  ...recordChecks,
  // Before what is put into the system on purpose that no file or page can carry.
  ...changeChecks,
  ...vocabularyChecks,
  ...dateChecks,
  ...textChecks,
  ...personalDataChecks,
  ...observationChecks,
  ...identityChecks,
  ...sizeChecks,
  ...faultChecks,
  ...limitChecks,
  ...holderChecks,
  ...processChecks,
];

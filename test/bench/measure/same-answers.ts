import type { BenchQuestion } from '../cases.ts';
import type { RunningSystem } from '../systems/start-system.ts';

/** Questions of a case that are compared before it is timed. */
const COMPARED = 20;
/** When a call was sent: the one thing that two answers cannot have in common. */
const TIME_OF_CALL = /"asOf":"[^"]*"/g;

/** Every system must answer the same bytes of data. @throws Error naming the first that differ */
export async function checkSameAnswers(
  systems: readonly RunningSystem[],
  questions: readonly BenchQuestion[],
): Promise<void> {
  for (const question of questions.slice(0, COMPARED)) {
    const answers = await Promise.all(systems.map((system) => answerOf(system, question)));
    const [expected] = answers;
    answers.forEach((answer, position) => {
      if (answer === expected) return;
      const at = [...answer].findIndex((character, index) => character !== expected?.[index]);
      throw new Error(
        `${systems[position]?.name} answers otherwise than ${systems[0]?.name}: …${answer.slice(Math.max(0, at - 60), at + 60)}…` +
          ` instead of …${expected?.slice(Math.max(0, at - 60), at + 60)}…`,
      );
    });
  }
}

async function answerOf(system: RunningSystem, question: BenchQuestion): Promise<string> {
  const response = await fetch(system.urlOf(question), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...system.headers },
    body: system.bodyOf(question),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`${system.name} does not answer: ${text.slice(0, 500)}`);
  if (text.includes('"STALE"')) throw new Error(`${system.name} answers without its departments`);
  return JSON.stringify(data).replace(TIME_OF_CALL, '"asOf":""');
}

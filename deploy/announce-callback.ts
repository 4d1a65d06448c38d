import type { Environment } from './set-variables.ts';

const WITHIN_MS = 2_000;

/**
 * Tells the sandbox's departments where this hub hears (`POST /callback/{department}`). A real department is told by
 * people. @param gateway its address, as the departments reach it
 */
export async function announceCallback(
  environment: Environment,
  gateway: string,
  tell: (line: string) => void,
): Promise<void> {
  const control = environment.SANDBOX_CONTROL;
  if (control === undefined) return;
  try {
    const response = await fetch(new URL('/control/callback', control), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `${gateway}/callback` }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    tell(`The sandbox at ${control} was not told where to call back (${(error as Error).message}).`);
  }
}

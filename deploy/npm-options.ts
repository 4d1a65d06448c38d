/**
 * The arguments of a script as its user wrote them. `npm run SCRIPT NAME --kind soap` without `--` before the options
 * hands over `NAME soap` and keeps `--kind` to itself, as `npm_config_kind`.
 * @param options by name, whether each takes a value
 * @param names how many arguments the script has beside its options
 */
export function asWritten(
  args: readonly string[],
  options: Readonly<Record<string, 'value' | 'flag'>>,
  names: number,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const plain = args.filter((arg, at) => !arg.startsWith('-') && !isValue(args[at - 1], options));
  const strays = plain.slice(names);
  const restored: string[] = args.filter((arg) => !strays.includes(arg));
  for (const [name, takes] of Object.entries(options)) {
    const kept = environment[`npm_config_${name}`];
    if (!kept || args.includes(`--${name}`)) continue;
    if (takes === 'flag') restored.push(`--${name}`);
    else restored.push(`--${name}=${kept === 'true' ? (strays.shift() ?? '') : kept}`);
  }
  return [...restored, ...strays];
}

function isValue(before: string | undefined, options: Readonly<Record<string, 'value' | 'flag'>>): boolean {
  return before?.startsWith('--') === true && options[before.slice(2)] === 'value';
}

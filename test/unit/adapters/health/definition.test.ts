import { describe, expect, test } from '@jest/globals';
import definition from '../../../../adapters/health/definition.ts';

const good = { HEALTH_URL: 'https://health.example:8443', HEALTH_USERNAME: 'YZH_HUB', HEALTH_PASSWORD: 'x' };

describe('the configuration of the health adapter', () => {
  test('takes an origin, a name and a password', () => {
    expect(definition.configuration.safeParse(good).success).toBe(true);
  });

  test.each([
    ['HEALTH_URL', 'file:///etc/passwd'],
    ['HEALTH_URL', 'health.example'],
    ['HEALTH_URL', 'https://user:secret@health.example'],
    ['HEALTH_URL', 'https://health.example/services?wsdl'],
    ['HEALTH_URL', undefined],
    ['HEALTH_USERNAME', ''],
    ['HEALTH_PASSWORD', ''],
    ['HEALTH_PASSWORD', undefined],
  ])('refuses %s=%j and names the variable', (variable, value) => {
    const { error } = definition.configuration.safeParse({ ...good, [variable]: value });
    expect(error?.issues.map((issue) => issue.path[0])).toEqual([variable]);
    expect(error?.issues[0]?.message).toContain(variable);
  });
});

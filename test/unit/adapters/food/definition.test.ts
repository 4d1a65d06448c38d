import { describe, expect, test } from '@jest/globals';
import definition from '../../../../adapters/food/definition.ts';

const good = { FOOD_URL: 'https://food.example:8443', FOOD_APP_KEY: 'yzh-hub', FOOD_APP_SECRET: 'x' };

describe('the configuration of the food adapter', () => {
  test('takes an origin, a key and a secret', () => {
    expect(definition.configuration.safeParse(good).success).toBe(true);
  });

  test.each([
    ['FOOD_URL', 'file:///etc/passwd'],
    ['FOOD_URL', 'gopher://food.example'],
    ['FOOD_URL', 'food.example'],
    ['FOOD_URL', 'https://user:secret@food.example'],
    ['FOOD_URL', 'https://food.example/openapi'],
    ['FOOD_APP_KEY', 'a\r\nX-Evil: 1'],
    ['FOOD_APP_KEY', ''],
    ['FOOD_APP_SECRET', ''],
  ])('refuses %s=%j and names the variable', (variable, value) => {
    const { error } = definition.configuration.safeParse({ ...good, [variable]: value });
    expect(error?.issues.map((issue) => issue.path[0])).toEqual([variable]);
    expect(error?.issues[0]?.message).toContain(variable);
  });
});

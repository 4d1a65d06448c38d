import { z } from 'zod';
import { defineAdapter } from '../sdk/contract.ts';
import { isBareOrigin } from '../sdk/mapping/bare-origin.ts';
import { createFoodClient, FOOD_LIMITS } from './client.ts';

/** A header value: no spaces, so no line break can be smuggled into the request. */
const headerWord = /^[\x21-\x7e]+$/;

const configuration = z.object({
  FOOD_URL: z
    .string()
    .refine(
      isBareOrigin,
      'FOOD_URL must be http(s) scheme, host and port alone, for example https://food.example:8443',
    ),
  FOOD_APP_KEY: z.string().regex(headerWord, 'FOOD_APP_KEY must be one word of printable ASCII'),
  FOOD_APP_SECRET: z.string().min(1, 'FOOD_APP_SECRET must not be empty'),
});

/** 市场监督管理: 食品经营许可证, read live from 智慧市监. */
export default defineAdapter({
  department: { code: 'food', name: '市场监督管理' },
  permitType: 'FoodPermit',
  description: '食品经营许可证 (food business permit), owned by the market regulator.',
  specificFields: {
    businessForm: {
      type: {
        enum: 'FoodBusinessForm',
        values: { SALES: '食品销售', CATERING: '餐饮服务', CANTEEN: '集中用餐单位食堂' },
      },
      description: 'Form of business (主体业态).',
    },
    sourceVersion: {
      type: 'Int',
      description: 'Version that the department counts for this permit (版本号); it rises with every change.',
    },
  },
  limits: FOOD_LIMITS,
  configuration,
  connect: (settings, services) =>
    createFoodClient({
      origin: settings.FOOD_URL,
      appKey: settings.FOOD_APP_KEY,
      appSecret: settings.FOOD_APP_SECRET,
      log: services.log,
    }),
});

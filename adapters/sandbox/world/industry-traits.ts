/** What a demo business of an industry is like; the catalogue says which permits it may hold. */
export interface IndustryTrait {
  /** Key of the trade's words in `holder-names.ts`. */
  trade: string;
  /** Form of business in food permit numbers: 1 sales, 2 catering, 3 canteen. */
  foodForm: 1 | 2 | 3;
}

const TRAITS: Readonly<Record<string, IndustryTrait>> = {
  'WH-01': { trade: 'supermarket', foodForm: 1 },
  'WH-02': { trade: 'convenience', foodForm: 1 },
  'WH-03': { trade: 'restaurant', foodForm: 2 },
  'WH-04': { trade: 'snack', foodForm: 2 },
  'WH-05': { trade: 'canteen', foodForm: 3 },
  'WH-06': { trade: 'bakery', foodForm: 2 },
  'WH-07': { trade: 'hotel', foodForm: 2 },
  'WH-08': { trade: 'arcade', foodForm: 1 },
  'WH-09': { trade: 'ktv', foodForm: 1 },
  'WH-10': { trade: 'internet', foodForm: 1 },
  'WH-11': { trade: 'cinema', foodForm: 1 },
  'WH-12': { trade: 'clinic', foodForm: 1 },
  'WH-13': { trade: 'pharmacy', foodForm: 1 },
  'WH-14': { trade: 'devices', foodForm: 1 },
  'KF-01': { trade: 'ktv', foodForm: 2 },
  'PL-01': { trade: 'convenience', foodForm: 1 },
  'PL-02': { trade: 'hotel', foodForm: 2 },
  'HZ-01': { trade: 'cinema', foodForm: 1 },
  'HZ-02': { trade: 'supermarket', foodForm: 1 },
  'SX-01': { trade: 'convenience', foodForm: 1 },
  'SX-02': { trade: 'pharmacy', foodForm: 1 },
};

/** @throws RangeError for an industry that a programme gained and the demo world does not know yet */
export function industryTrait(industryCode: string): IndustryTrait {
  const trait = TRAITS[industryCode];
  if (!trait) throw new RangeError(`the demo world has no trait for industry ${industryCode}; add one here`);
  return trait;
}

const FOOD_SCOPE: Readonly<Record<1 | 2 | 3, readonly string[]>> = {
  1: ['预包装食品销售', '散装食品销售'],
  2: ['热食类食品制售', '冷食类食品制售', '自制饮品制售'],
  3: ['热食类食品制售'],
};
const HYGIENE_SCOPE: Readonly<Record<string, readonly string[]>> = {
  hotel: ['住宿场所'],
  arcade: ['游艺厅'],
  ktv: ['歌舞厅'],
  cinema: ['影剧院'],
};

/** 许可项目 of one permit, in the words that departments use for such a business. */
export function permitScope(permitType: string, industryCode: string): readonly string[] {
  const { trade, foodForm } = industryTrait(industryCode);
  switch (permitType) {
    case 'SPJY':
      return FOOD_SCOPE[foodForm];
    case 'SPDJ':
      return trade === 'bakery' ? ['糕点现场制售'] : foodForm === 2 ? ['小餐饮经营'] : ['小食杂销售'];
    case 'WSXK':
      return HYGIENE_SCOPE[trade] ?? ['公共场所'];
    case 'YLJY':
      return trade === 'arcade' ? ['游艺娱乐场所'] : ['歌舞娱乐场所'];
    case 'WLWH':
      return ['互联网上网服务'];
    case 'YCZM':
      return ['卷烟零售', '雪茄烟零售'];
    case 'TZHY':
      return ['旅馆业'];
    case 'WBSH':
      return ['互联网上网服务营业场所'];
    case 'DYFY':
      return ['电影放映'];
    case 'YPJY':
      return ['中成药', '化学药制剂', '抗生素制剂'];
    case 'QX2B':
      return ['第二类医疗器械零售'];
    case 'QX3X':
      return ['第三类医疗器械零售'];
    case 'MYBJ':
      return ['婚前医学检查', '助产技术'];
    case 'FSZL':
      return ['X射线影像诊断'];
    default:
      return ['全科医疗科'];
  }
}

/** A county or district in which demo businesses stand (GB/T 2260). */
export interface Place {
  code: string;
  programme: string;
  city: string;
  county: string;
  /** One-character names, as permit numbers use them: 蒙, 乌. */
  provinceShort: string;
  cityShort: string;
  /** Telephone area code without the leading zero: the region part of drug permit numbers. */
  areaCode: string;
  streets: readonly string[];
}

const STREETS = ['人民路', '解放路', '新华东街', '建设西路', '滨河街', '文化路', '学府街', '和平北路'];

type CityNames = Pick<Place, 'programme' | 'city' | 'provinceShort' | 'cityShort' | 'areaCode'>;

function counties(
  names: CityNames,
  rows: readonly (readonly [code: string, county: string])[],
  streets: readonly string[],
): Place[] {
  return rows.map(([code, county]) => ({
    ...names,
    code,
    county,
    streets: [...STREETS, ...streets],
  }));
}

/** Where the demo world plays: the five programmes' counties. */
export const PLACES: readonly Place[] = [
  ...counties(
    { programme: 'wuhai', city: '乌海市', provinceShort: '蒙', cityShort: '乌', areaCode: '473' },
    [
      ['150302', '海勃湾区'],
      ['150303', '海南区'],
      ['150304', '乌达区'],
    ],
    ['海拉南路', '千里山大街', '狮城西街'],
  ),
  ...counties(
    { programme: 'kaifeng', city: '开封市', provinceShort: '豫', cityShort: '汴', areaCode: '371' },
    [
      ['410204', '鼓楼区'],
      ['410202', '龙亭区'],
      ['410203', '顺河回族区'],
      ['410205', '禹王台区'],
      ['410212', '祥符区'],
      ['410221', '杞县'],
      ['410222', '通许县'],
      ['410223', '尉氏县'],
      ['410225', '兰考县'],
    ],
    ['中山路', '书店街', '宋都御街'],
  ),
  ...counties(
    { programme: 'pingluo', city: '石嘴山市', provinceShort: '宁', cityShort: '石', areaCode: '952' },
    [['640221', '平罗县']],
    ['鼓楼大街', '玉皇阁南街', '唐徕路'],
  ),
  ...counties(
    { programme: 'hezhou', city: '贺州市', provinceShort: '桂', cityShort: '贺', areaCode: '774' },
    [
      ['451102', '八步区'],
      ['451103', '平桂区'],
      ['451121', '昭平县'],
      ['451122', '钟山县'],
      ['451123', '富川瑶族自治县'],
    ],
    ['八达中路', '灵峰北路', '姑婆山大道'],
  ),
  ...counties(
    { programme: 'shanxi', city: '太原市', provinceShort: '晋', cityShort: '并', areaCode: '351' },
    [
      ['140105', '小店区'],
      ['140106', '迎泽区'],
      ['140107', '杏花岭区'],
    ],
    ['长治路', '并州北路', '坞城路'],
  ),
];

/** The department that issues a permit type at a place, as it signs itself. */
export function issuingAuthority(place: Place, permitType: string): string {
  const local = `${place.city}${place.county}`;
  switch (permitType) {
    case 'SPJY':
    case 'SPDJ':
      return place.programme === 'wuhai' ? `${local}行政审批和政务服务局` : `${local}市场监督管理局`;
    case 'WSXK':
    case 'YLJG':
    case 'MYBJ':
    case 'FSZL':
      return `${local}卫生健康委员会`;
    case 'YLJY':
    case 'WLWH':
      return `${local}文化和旅游局`;
    case 'YCZM':
      return `${place.city}烟草专卖局`;
    case 'WBSH':
    case 'TZHY':
      return `${place.city}公安局`;
    case 'DYFY':
      return `${place.city}电影局`;
    default:
      return `${place.city}市场监督管理局`;
  }
}

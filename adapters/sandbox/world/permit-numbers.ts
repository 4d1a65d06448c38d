import { buildFoodPermitNumber } from '../../../subgraphs/domain/food-permit-number.ts';
import { buildTobaccoPermitNumber } from '../../../subgraphs/domain/tobacco-permit-number.ts';
import { industryTrait } from './industry-traits.ts';
import type { Place } from './places.ts';

export interface NumberRequest {
  permitType: string;
  place: Place;
  industryCode: string;
  /** Whether the holder is an individual household (个体工商户). */
  individual: boolean;
  year: string;
}

/**
 * Gives out permit numbers in the formats of the departments, each once. Formats that no public rule fixes
 * (登记证, 公安, 电影, 医疗机构) are invented in the style of the others.
 */
export function createNumberRegister(): { next(request: NumberRequest): string } {
  const serials = new Map<string, number>();
  return {
    next(request) {
      const series = `${request.permitType} ${request.place.code}`;
      const serial = (serials.get(series) ?? 0) + 1;
      serials.set(series, serial);
      return format(request, serial);
    },
  };
}

function format(
  { permitType, place, industryCode, individual, year }: NumberRequest,
  serial: number,
): string {
  const region = place.code;
  const padded = (digits: number) => String(serial).padStart(digits, '0');
  const cityOffice = `${place.provinceShort}${place.cityShort}`;
  switch (permitType) {
    case 'SPJY':
      return buildFoodPermitNumber({ form: industryTrait(industryCode).foodForm, region, serial });
    case 'SPDJ':
      return `${place.provinceShort}食登字${region}${padded(6)}`;
    case 'WSXK':
      return hygieneNumber(place, year, serial);
    case 'YLJY':
      return `${region}16${padded(4)}`;
    case 'WLWH':
      return `${place.provinceShort}网文〔${year}〕${padded(4)}-${region.slice(3)}号`;
    case 'YCZM':
      return buildTobaccoPermitNumber({ region, nature: individual ? 'INDIVIDUAL' : 'ORGANISATION', serial });
    case 'WBSH':
      return `${place.provinceShort}公网审字〔${year}〕第${region}-${padded(4)}号`;
    case 'TZHY':
      return `${cityOffice}公特旅字第${region}${padded(4)}号`;
    case 'DYFY':
      return `${place.provinceShort}影放证字第${region}${padded(4)}号`;
    case 'YPJY':
      // First letter D: a shop of its own; second A or B: a legal person or not (rule from 2024-01-01).
      return `${place.provinceShort}D${individual ? 'B' : 'A'}${place.areaCode}${region.slice(5)}${padded(5)}`;
    case 'QX2B':
      return `${cityOffice}食药监械经营备${year}${region.slice(4)}${padded(4)}号`;
    case 'QX3X':
      return `${cityOffice}药监械经营许${year}${region.slice(4)}${padded(4)}号`;
    case 'YLJG':
      return `PDY${padded(6)}${region}17D2152`;
    case 'MYBJ':
      return `${place.provinceShort}母婴保健字〔${year}〕第${region}${padded(3)}号`;
    case 'FSZL':
      return `${place.provinceShort}卫放证字（${year}）第${region}-${padded(3)}号`;
    default:
      throw new RangeError(`no number format for permit type "${permitType}"; add one here`);
  }
}

/** Free text: places write brackets, dashes and slashes each in their own way. */
function hygieneNumber({ provinceShort, cityShort, code }: Place, year: string, serial: number): string {
  const digits = String(serial).padStart(6, '0');
  switch (serial % 5) {
    case 0:
      return `${cityShort}卫公证字〔${year}〕第${code}/${digits}号`;
    case 1:
      return `（${provinceShort}）卫公证字〔${year}〕第${code}-${digits}号`;
    case 2:
      return `(${provinceShort})卫公证字[${year}]第${code}-${digits}号`;
    case 3:
      return `${provinceShort}卫公证字（${year}）第${code}${digits}号`;
    default:
      return `（${provinceShort}）卫公证字【${year}】第 ${code}-${digits} 号`;
  }
}

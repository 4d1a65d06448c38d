/** Whether the reform documents give a value, or the hub ships one as an example that a programme must confirm. */
export type Provenance = 'DOCUMENT' | 'ILLUSTRATIVE';

/** 许可证, 登记证, 备案凭证, 批准书: a filing is instant by nature and has no refusal on the merits. */
export type PermitKind = 'PERMIT' | 'REGISTRATION' | 'FILING' | 'APPROVAL';

/** The departments of the programmes' catalogue; `registry` stands for all departments with no system of their own. */
export type CatalogueDepartment = 'food' | 'health' | 'culture' | 'tobacco' | 'registry';

/** A kind of statutory permit (法定许可事项). */
export interface PermitType {
  code: string;
  /** As the catalogue of industries words it. */
  name: string;
  /** As the law words it. */
  canonicalName: string;
  kind: PermitKind;
  /** Code of the department whose adapter answers for it. */
  department: string;
  /** Legal owner (主管部门). */
  authority: string;
  /** Its code in tokens, where its permits are kept in the registry: several authorities share that. */
  authorityCode?: string;
  /** Usual term in years; null where it has no end date or none is stated. */
  validYears: number | null;
}

export interface IndustryPermit {
  code: string;
  name: string;
  /** `alternative` is the permit that the catalogue writes in brackets. */
  role: 'primary' | 'alternative';
}

/** One row of a programme's catalogue of industries (行业目录). */
export interface Industry {
  code: string;
  name: string;
  aliases: string[];
  permits: IndustryPermit[];
  /** Groups of which exactly one permit is held. */
  alternatives: string[][];
  /** Groups of which at least one permit is held. */
  atLeastOneOf: string[][];
  /** 按需办理: each permit of the row is applied for only where the business needs it. */
  onDemand: boolean;
  remark: string | null;
  source: Provenance;
}

/** One region's reform programme (“一业一证”改革方案): what differs from place to place is data, never code. */
export interface Programme {
  code: string;
  regionCode: string;
  regionName: string;
  level: 'COUNTY' | 'CITY' | 'PROVINCE';
  parentRegion: string | null;
  document: { title: string; number: string | null };
  leadAgency: string;
  /** Authority on the composite licence (发证机关). */
  issuer: { name: string; regionCode: string };
  platformName: string;
  catalogueVersion: string;
  /** Fewest permits that make a composite licence. */
  minPermits: number;
  minPermitsSource: Provenance;
  /** Names of the phases in the programme's own words, in order. */
  phaseLabels: string[];
  certificateMedium: ('PAPER' | 'ELECTRONIC')[];
  /** Where one certificate style holds. */
  styleScope: 'COUNTY' | 'CITY' | 'PROVINCE';
  statutoryCertificateMode: 'ISSUED_ALONGSIDE' | 'REPLACED_BY_ELECTRONIC';
  faceFields: string[];
  faceFieldsSource: Provenance;
  deadlineRule: 'SHORTEST_ONSITE' | 'FIXED_PER_INDUSTRY';
  /** 容缺受理: materials that may follow, unless the item touches one of the exclusions. */
  deferral: {
    allowed: boolean;
    exclusions: string[];
    collectedBy: 'APPLICANT_AT_VISIT' | 'INSPECTORS_ON_SITE' | null;
  };
  /** 证照通办: whether the business may be founded in the same application. */
  licenceStartUpAllowed: boolean;
  reissueMode: 'NEW_CERTIFICATE' | 'UPDATE_ELECTRONIC';
  reissueFree: boolean;
  /** Whether the holder must be told which authority decided and how to appeal (救济方式). */
  remedyNotice: boolean;
  jointVisitLead: 'LEAD_DEPARTMENT' | 'APPROVAL_AUTHORITY' | 'CITY_OR_COUNTY';
  supervision: string | null;
  evaluationChannels: ('ONLINE' | 'SMS' | 'WINDOW')[];
  /** Region whose working calendar counts the deadlines (`createWorkingCalendar`). */
  holidayCalendarId: string;
  industries: Industry[];
}

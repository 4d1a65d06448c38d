/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Calendar day in Beijing time, `YYYY-MM-DD`. An end date is inclusive: valid until 24:00 of that day. */
  Date: { input: string; output: string; }
  /** Instant, RFC 3339, with its offset. */
  DateTime: { input: string; output: string; }
};

/** Freshness of a composite licence as a whole. */
export type CompositeFreshness = {
  /** The oldest as-of time among them. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Reason of the worst. */
  readonly reason?: Maybe<FreshnessReason>;
  /** The worst state among its permits. */
  readonly state: FreshnessState;
};

/**
 * Composite licence (行业综合许可证): one certificate over several statutory permits, each of which stays with its
 * department. It has no validity of its own.
 */
export type CompositeLicense = {
  /** What the hub found out about it, newest first; for regulators and leads. Those of another department are null. */
  readonly findings?: Maybe<ReadonlyArray<Maybe<Finding>>>;
  /** The worst state among its permits, and the oldest as-of time. */
  readonly freshness?: Maybe<CompositeFreshness>;
  /** Whose licence it is. */
  readonly holder: Holder;
  /** Industry of the catalogue under which it was issued. */
  readonly industry: Industry;
  /** When it was first issued. */
  readonly issuedAt: Scalars['DateTime']['output'];
  /** Who issued the composite licence (发证机关). */
  readonly issuer: Issuer;
  /** Number as printed on the certificate. */
  readonly number: Scalars['ID']['output'];
  /** Where the business is. */
  readonly premises: Premises;
  /** Whether the licence is whole, from the permits as answered in this very response. */
  readonly status?: Maybe<CompositeStatus>;
  /** Its statutory permits, those on the face and those taken off it. */
  readonly subPermits: ReadonlyArray<SubPermit>;
  /** Version of the certificate's face; rises by one with each change of it. */
  readonly version: Scalars['Int']['output'];
};

/** Whether a composite licence is whole. */
export type CompositeStatus =
  /** Neither whole nor void. */
  | 'PARTIAL'
  /** Every permit on the face is in force, and they are as many as the programme asks for. */
  | 'VALID'
  /** The permits in force cannot reach the programme's minimum. */
  | 'VOID';

/** 娱乐经营许可证, 网络文化经营许可证 (entertainment and internet culture permits), owned by the culture department. */
export type CulturePermit = SubPermit & {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Most people allowed in the venue at once (核定人数). */
  readonly capacity?: Maybe<Scalars['Int']['output']>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
  /** Kind of venue or business (许可证类型). */
  readonly venueType?: Maybe<CultureVenueType>;
};

/** Kind of venue or business (许可证类型). */
export type CultureVenueType =
  /** 游艺娱乐 */
  | 'AMUSEMENT'
  /** 上网服务 */
  | 'INTERNET_SERVICE'
  /** 营业性演出 */
  | 'PERFORMANCE'
  /** 歌舞娱乐 */
  | 'SONG_AND_DANCE';

/** A department of government whose system the hub reads. */
export type Department = {
  /** Code. */
  readonly code: DepartmentCode;
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** Code of a department that has an adapter. */
export type DepartmentCode =
  /** 文化和旅游 */
  | 'culture'
  /** 市场监督管理 */
  | 'food'
  /** 卫生健康 */
  | 'health'
  /** 部门许可登记库 */
  | 'registry'
  /** 烟草专卖 */
  | 'tobacco';

/** Something the hub found out about a licence, kept for supervision. */
export type Finding = {
  /** Department whose permit it is about. */
  readonly department: DepartmentCode;
  /** In Chinese, for people; no personal data. */
  readonly detail: Scalars['String']['output'];
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** What was found, e.g. `CHANGE_SEEN`: a department changed a permit without telling. */
  readonly kind: Scalars['String']['output'];
  /** When it was seen. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** Number of that permit. */
  readonly permitNumber: Scalars['String']['output'];
};

/** Form of business (主体业态). */
export type FoodBusinessForm =
  /** 集中用餐单位食堂 */
  | 'CANTEEN'
  /** 餐饮服务 */
  | 'CATERING'
  /** 食品销售 */
  | 'SALES';

/** 食品经营许可证 (food business permit), owned by the market regulator. */
export type FoodPermit = SubPermit & {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Form of business (主体业态). */
  readonly businessForm?: Maybe<FoodBusinessForm>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Version that the department counts for this permit (版本号); it rises with every change. */
  readonly sourceVersion?: Maybe<Scalars['Int']['output']>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** How current a permit is, and if it is not live, why. */
export type Freshness = {
  /** Age of the shown record when answered, seconds. */
  readonly ageSeconds?: Maybe<Scalars['Int']['output']>;
  /** LIVE: when the department was asked. STALE: when the record was last confirmed. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Why it is not live; null with `LIVE`, but for `NOT_FOUND`. */
  readonly reason?: Maybe<FreshnessReason>;
  /** Name of the system that it comes from, in Chinese. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** Live, last known, or nothing known. */
  readonly state: FreshnessState;
};

/** Why a permit is not live; with `LIVE` only `NOT_FOUND`. */
export type FreshnessReason =
  /** The department's adapter did not answer. */
  | 'ADAPTER_DOWN'
  /** It answered with something that cannot be believed. */
  | 'BAD_DATA'
  /** It has no live interface; the value is from its last file. */
  | 'BATCH_ONLY'
  /** It failed repeatedly and is being left alone; it is probed in the background. */
  | 'CIRCUIT_OPEN'
  /** It is being maintained. */
  | 'MAINTENANCE'
  /** The permit has never been read. */
  | 'NEVER_READ'
  /** The healthy department does not have such a permit. */
  | 'NOT_FOUND'
  /** It refused, or reported an error of its own. */
  | 'REJECTED'
  /** Its rate or concurrency limit left no place within the time budget. */
  | 'THROTTLED'
  /** No whole answer within the time budget. */
  | 'TIMEOUT'
  /** No connection to the department's system. */
  | 'UNREACHABLE'
  /** It answered with an older version than the one known. */
  | 'VERSION_WENT_BACK';

/** How current a shown permit is. */
export type FreshnessState =
  /** Answered by the department while this request was served. */
  | 'LIVE'
  /** The last known record; the department did not answer, and the reason says why. */
  | 'STALE'
  /** Nothing is known and the department did not answer. */
  | 'UNAVAILABLE';

/** 公共场所卫生许可证 (hygiene permit for public places), owned by the health department. */
export type HealthPermit = SubPermit & {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Category of public place as the department names it, for example 歌舞厅 (类别名称). */
  readonly hygieneCategory?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Day by which the permit must be checked again, two years after the last check (复核). */
  readonly recheckDue?: Maybe<Scalars['Date']['output']>;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** The business that holds the licence. */
export type Holder = {
  /** Registered name. */
  readonly name: Scalars['String']['output'];
  /** Unified social credit code (统一社会信用代码, GB 32100). */
  readonly uscc: Scalars['String']['output'];
};

/** An industry of the catalogue (行业目录). */
export type Industry = {
  /** Code in the programme's catalogue. */
  readonly code: Scalars['String']['output'];
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** Authority that issued the composite licence. */
export type Issuer = {
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** A page of licences. */
export type LicenseConnection = {
  /** The rows. */
  readonly edges: ReadonlyArray<LicenseEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
  /** Number of licences that fit the filter, by the last known records. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A row of a page. */
export type LicenseEdge = {
  /** Opaque; valid only with the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The licence. */
  readonly node: CompositeLicense;
};

/** Narrows a list of licences; the conditions are joined by AND. */
export type LicenseFilter = {
  /** Licences that hold a permit of this department. */
  readonly department?: InputMaybe<DepartmentCode>;
  /** Licences that hold a permit which ends on or after this day. */
  readonly expiresFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Licences that hold a permit which ends on or before this day. */
  readonly expiresTo?: InputMaybe<Scalars['Date']['input']>;
  /** Industry of the catalogue, e.g. `WH-09`. */
  readonly industryCode?: InputMaybe<Scalars['String']['input']>;
  /** Licences that hold a permit in this status (of that department, where one is given). */
  readonly permitStatus?: InputMaybe<PermitStatus>;
  /** Region of the premises (GB/T 2260); covers the codes below it, e.g. `410200` its counties. */
  readonly regionCode?: InputMaybe<Scalars['String']['input']>;
  /** Composite status by the last known records. */
  readonly status?: InputMaybe<CompositeStatus>;
};

/** Relay page information. */
export type PageInfo = {
  /** Cursor of the last row of this page; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
};

/** Something odd in what a department sent. */
export type PermitRemark = {
  /** Stable code. */
  readonly code: Scalars['String']['output'];
  /** In Chinese, for people. */
  readonly message: Scalars['String']['output'];
};

/** Canonical status of a statutory permit. */
export type PermitStatus =
  /** Struck off (注销). */
  | 'CANCELLED'
  /** Past its end date (过期). */
  | 'EXPIRED'
  /** Lapsed: term over or holder gone (失效、歇业). */
  | 'LAPSED'
  /** Renewal asked for in time and not yet decided (延续审查中): in force by art. 50 of the licensing law. */
  | 'RENEWAL_PENDING'
  /** Unlawfully granted or got by fraud, rescinded (撤销). */
  | 'RESCINDED'
  /** Revoked as a penalty (吊销). */
  | 'REVOKED'
  /** Business suspended (停业、暂扣). */
  | 'SUSPENDED'
  /** The department answered with something that nobody can read, or does not have the permit. */
  | 'UNKNOWN'
  /** In force (有效). */
  | 'VALID'
  /** Lawfully granted, withdrawn for changed law or facts (撤回). */
  | 'WITHDRAWN';

/** A permit type of the catalogue. */
export type PermitType = {
  /** Code in the catalogue, e.g. `SPJY`. */
  readonly code: Scalars['String']['output'];
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** Place of business (经营场所). */
export type Premises = {
  /** Address in Chinese. */
  readonly address: Scalars['String']['output'];
  /** County or city code (GB/T 2260). */
  readonly regionCode: Scalars['String']['output'];
};

/** What can be asked. */
export type Query = {
  /**
   * One composite licence (行业综合许可证) by its number, every statutory permit on it answered now by the department
   * that owns it. Outside the caller's remit it looks exactly like a number that does not exist.
   */
  readonly compositeLicense?: Maybe<CompositeLicense>;
  /**
   * The composite licences in the caller's remit, newest first (then by number). The filter and the total go by the
   * last known records, the rows are answered live: a row may contradict the filter, and its freshness says why.
   */
  readonly licenses: LicenseConnection;
};


/** What can be asked. */
export type QueryCompositeLicenseArgs = {
  number: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryLicensesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LicenseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Permit of a department that has no system of its own, kept in the registry of the hub (部门许可登记). */
export type RegistryPermit = SubPermit & {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Department that decides and keeps the permit, e.g. 公安. */
  readonly authority?: Maybe<Scalars['String']['output']>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** A statutory permit (法定许可) on a composite licence, answered by the department that owns it. */
export type SubPermit = {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** Nature of the holder (经营主体性质). */
export type TobaccoHolderNature =
  /** 企业及其他组织 */
  | 'ENTERPRISE'
  /** 个体工商户 */
  | 'INDIVIDUAL';

/** 烟草专卖零售许可证 (tobacco retail permit), owned by the tobacco monopoly bureau. */
export type TobaccoPermit = SubPermit & {
  /** Premises as the department has them. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Department that owns it. */
  readonly department: Department;
  /** How current all of this is. */
  readonly freshness?: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName?: Maybe<Scalars['String']['output']>;
  /** Nature of the holder (经营主体性质). */
  readonly holderNature?: Maybe<TobaccoHolderNature>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc?: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Oddities in what the department sent. */
  readonly remarks?: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status?: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** Whether a composite licence is whole. */
export type CompositeStatus =
  /** Neither whole nor void. */
  | 'PARTIAL'
  /** Every permit on the face is in force, and they are as many as the programme asks for. */
  | 'VALID'
  /** The permits in force cannot reach the programme's minimum. */
  | 'VOID';

/** Kind of venue or business (许可证类型). */
export type CultureVenueType =
  /** 游艺娱乐 */
  | 'AMUSEMENT'
  /** 上网服务 */
  | 'INTERNET_SERVICE'
  /** 营业性演出 */
  | 'PERFORMANCE'
  /** 歌舞娱乐 */
  | 'SONG_AND_DANCE';

/** Code of a department that has an adapter. */
export type DepartmentCode =
  /** 文化和旅游 */
  | 'culture'
  /** 市场监督管理 */
  | 'food'
  /** 卫生健康 */
  | 'health'
  /** 部门许可登记库 */
  | 'registry'
  /** 烟草专卖 */
  | 'tobacco';

/** Form of business (主体业态). */
export type FoodBusinessForm =
  /** 集中用餐单位食堂 */
  | 'CANTEEN'
  /** 餐饮服务 */
  | 'CATERING'
  /** 食品销售 */
  | 'SALES';

/** Why a permit is not live; with `LIVE` only `NOT_FOUND`. */
export type FreshnessReason =
  /** The department's adapter did not answer. */
  | 'ADAPTER_DOWN'
  /** It answered with something that cannot be believed. */
  | 'BAD_DATA'
  /** It has no live interface; the value is from its last file. */
  | 'BATCH_ONLY'
  /** It failed repeatedly and is being left alone; it is probed in the background. */
  | 'CIRCUIT_OPEN'
  /** It is being maintained. */
  | 'MAINTENANCE'
  /** The permit has never been read. */
  | 'NEVER_READ'
  /** The healthy department does not have such a permit. */
  | 'NOT_FOUND'
  /** It refused, or reported an error of its own. */
  | 'REJECTED'
  /** Its rate or concurrency limit left no place within the time budget. */
  | 'THROTTLED'
  /** No whole answer within the time budget. */
  | 'TIMEOUT'
  /** No connection to the department's system. */
  | 'UNREACHABLE'
  /** It answered with an older version than the one known. */
  | 'VERSION_WENT_BACK';

/** How current a shown permit is. */
export type FreshnessState =
  /** Answered by the department while this request was served. */
  | 'LIVE'
  /** The last known record; the department did not answer, and the reason says why. */
  | 'STALE'
  /** Nothing is known and the department did not answer. */
  | 'UNAVAILABLE';

/** Narrows a list of licences; the conditions are joined by AND. */
export type LicenseFilter = {
  /** Licences that hold a permit of this department. */
  readonly department?: DepartmentCode | null | undefined;
  /** Licences that hold a permit which ends on or after this day. */
  readonly expiresFrom?: string | null | undefined;
  /** Licences that hold a permit which ends on or before this day. */
  readonly expiresTo?: string | null | undefined;
  /** Industry of the catalogue, e.g. `WH-09`. */
  readonly industryCode?: string | null | undefined;
  /** Licences that hold a permit in this status (of that department, where one is given). */
  readonly permitStatus?: PermitStatus | null | undefined;
  /** Region of the premises (GB/T 2260); covers the codes below it, e.g. `410200` its counties. */
  readonly regionCode?: string | null | undefined;
  /** Composite status by the last known records. */
  readonly status?: CompositeStatus | null | undefined;
};

/** Canonical status of a statutory permit. */
export type PermitStatus =
  /** Struck off (注销). */
  | 'CANCELLED'
  /** Past its end date (过期). */
  | 'EXPIRED'
  /** Lapsed: term over or holder gone (失效、歇业). */
  | 'LAPSED'
  /** Renewal asked for in time and not yet decided (延续审查中): in force by art. 50 of the licensing law. */
  | 'RENEWAL_PENDING'
  /** Unlawfully granted or got by fraud, rescinded (撤销). */
  | 'RESCINDED'
  /** Revoked as a penalty (吊销). */
  | 'REVOKED'
  /** Business suspended (停业、暂扣). */
  | 'SUSPENDED'
  /** The department answered with something that nobody can read, or does not have the permit. */
  | 'UNKNOWN'
  /** In force (有效). */
  | 'VALID'
  /** Lawfully granted, withdrawn for changed law or facts (撤回). */
  | 'WITHDRAWN';

/** Nature of the holder (经营主体性质). */
export type TobaccoHolderNature =
  /** 企业及其他组织 */
  | 'ENTERPRISE'
  /** 个体工商户 */
  | 'INDIVIDUAL';

export type CompositeLicenseQueryVariables = Exact<{
  number: string | number;
}>;


export type CompositeLicenseQuery = { readonly compositeLicense: { readonly number: string, readonly version: number, readonly status: CompositeStatus | null, readonly issuedAt: string, readonly industry: { readonly code: string, readonly name: string }, readonly holder: { readonly uscc: string, readonly name: string }, readonly premises: { readonly regionCode: string, readonly address: string }, readonly issuer: { readonly name: string }, readonly subPermits: ReadonlyArray<
      | { readonly __typename: 'CulturePermit', readonly venueType: CultureVenueType | null, readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly permitType: { readonly code: string, readonly name: string }, readonly department: { readonly code: DepartmentCode, readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
      | { readonly __typename: 'FoodPermit', readonly businessForm: FoodBusinessForm | null, readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly permitType: { readonly code: string, readonly name: string }, readonly department: { readonly code: DepartmentCode, readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
      | { readonly __typename: 'HealthPermit', readonly hygieneCategory: string | null, readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly permitType: { readonly code: string, readonly name: string }, readonly department: { readonly code: DepartmentCode, readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
      | { readonly __typename: 'RegistryPermit', readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly permitType: { readonly code: string, readonly name: string }, readonly department: { readonly code: DepartmentCode, readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
      | { readonly __typename: 'TobaccoPermit', readonly holderNature: TobaccoHolderNature | null, readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly permitType: { readonly code: string, readonly name: string }, readonly department: { readonly code: DepartmentCode, readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
    > } | null };

export type LicensesQueryVariables = Exact<{
  filter?: LicenseFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LicensesQuery = { readonly licenses: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly number: string, readonly status: CompositeStatus | null, readonly industry: { readonly code: string, readonly name: string }, readonly holder: { readonly name: string }, readonly premises: { readonly regionCode: string }, readonly subPermits: ReadonlyArray<
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null } | null }
        > } }> } };


export const CompositeLicenseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompositeLicense"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compositeLicense"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"industry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uscc"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"premises"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"subPermits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FoodPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"businessForm"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HealthPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hygieneCategory"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CulturePermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"venueType"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TobaccoPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holderNature"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CompositeLicenseQuery, CompositeLicenseQueryVariables>;
export const LicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Licenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LicenseFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"licenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"industry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"premises"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"regionCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subPermits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<LicensesQuery, LicensesQueryVariables>;
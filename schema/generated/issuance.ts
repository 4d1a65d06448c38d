import type { LastKnown } from '../../subgraphs/domain/permit-record.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LicenceModel } from '../../subgraphs/issuance/licence-model.ts';
import type { StoredEntry, StoredFinding } from '../../subgraphs/issuance/reading/licence-row.ts';
import type { KnownDepartment } from '../../subgraphs/domain/departments.ts';
import type { IssuanceContext } from '../../subgraphs/issuance/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
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
  /** What decides the composite status beside the permits themselves; opaque, travels between subgraphs only. */
  Face: { input: string; output: string; }
  /** The last known record of a permit, from which its adapter answers when the department does not. */
  LastKnown: { input: LastKnown; output: LastKnown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Freshness of a composite licence as a whole. */
export type CompositeFreshness = {
  readonly __typename?: 'CompositeFreshness';
  /** The oldest as-of time among them. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Reason of the worst. */
  readonly reason: Maybe<FreshnessReason>;
  /** The worst state among its permits. */
  readonly state: FreshnessState;
};

/**
 * Composite licence (行业综合许可证): one certificate over several statutory permits, each of which stays with its
 * department. It has no validity of its own.
 */
export type CompositeLicense = {
  readonly __typename?: 'CompositeLicense';
  /** Opaque to clients. */
  readonly face: Scalars['Face']['output'];
  /** What the hub found out about it, newest first; for regulators and leads. Those of another department are null. */
  readonly findings: Maybe<ReadonlyArray<Maybe<Finding>>>;
  /** The worst state among its permits, and the oldest as-of time. */
  readonly freshness: Maybe<CompositeFreshness>;
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
  readonly status: Maybe<CompositeStatus>;
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
  readonly __typename?: 'CulturePermit';
  /** Department that owns it. */
  readonly department: Department;
  /** Answered by the adapter. */
  readonly freshness: Maybe<Freshness>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Answered by the adapter. */
  readonly status: Maybe<PermitStatus>;
};

/** A department of government whose system the hub reads. */
export type Department = {
  readonly __typename?: 'Department';
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
  readonly __typename?: 'Finding';
  /** Department whose permit it is about. */
  readonly department: DepartmentCode;
  /** In Chinese, for people; no personal data. */
  readonly detail: Scalars['String']['output'];
  /** By when the department has to tell of the change; null for findings of another kind. */
  readonly dueAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /**
   * What was found, e.g. `CHANGE_SEEN`: the permit differs from what was last known of it. Where its department has not
   * told of that within one working day, it turns `UNREPORTED` (未通报).
   */
  readonly kind: Scalars['String']['output'];
  /** When it was seen. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** Number of that permit. */
  readonly permitNumber: Scalars['String']['output'];
  /** When the department told of the change (通报), in time or late; null where it has not. */
  readonly reportedAt: Maybe<Scalars['DateTime']['output']>;
};

/** 食品经营许可证 (food business permit), owned by the market regulator. */
export type FoodPermit = SubPermit & {
  readonly __typename?: 'FoodPermit';
  /** Department that owns it. */
  readonly department: Department;
  /** Answered by the adapter. */
  readonly freshness: Maybe<Freshness>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Answered by the adapter. */
  readonly status: Maybe<PermitStatus>;
};

/** How current a permit is, and if it is not live, why. */
export type Freshness = {
  readonly __typename?: 'Freshness';
  /** Age of the shown record when answered, seconds. */
  readonly ageSeconds: Maybe<Scalars['Int']['output']>;
  /** LIVE: when the department was asked. STALE: when the record was last confirmed. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Why it is not live; null with `LIVE`, but for `NOT_FOUND`. */
  readonly reason: Maybe<FreshnessReason>;
  /** Name of the system that it comes from, in Chinese. */
  readonly source: Maybe<Scalars['String']['output']>;
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
  /** There is nothing that could have been read: a licence without permits, or no file yet of a batch interface. */
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
  readonly __typename?: 'HealthPermit';
  /** Department that owns it. */
  readonly department: Department;
  /** Answered by the adapter. */
  readonly freshness: Maybe<Freshness>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Answered by the adapter. */
  readonly status: Maybe<PermitStatus>;
};

/** The business that holds the licence. */
export type Holder = {
  readonly __typename?: 'Holder';
  /** Registered name. */
  readonly name: Scalars['String']['output'];
  /** Unified social credit code (统一社会信用代码, GB 32100). */
  readonly uscc: Scalars['String']['output'];
};

/** An industry of the catalogue (行业目录). */
export type Industry = {
  readonly __typename?: 'Industry';
  /** Code in the programme's catalogue. */
  readonly code: Scalars['String']['output'];
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** Authority that issued the composite licence. */
export type Issuer = {
  readonly __typename?: 'Issuer';
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** A page of licences. */
export type LicenseConnection = {
  readonly __typename?: 'LicenseConnection';
  /** The rows. */
  readonly edges: ReadonlyArray<LicenseEdge>;
  /** Where the page ends. */
  readonly pageInfo: PageInfo;
  /** Number of licences that fit the filter, by the last known records. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A row of a page. */
export type LicenseEdge = {
  readonly __typename?: 'LicenseEdge';
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
  readonly __typename?: 'PageInfo';
  /** Cursor of the last row of this page; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
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
  readonly __typename?: 'PermitType';
  /** Code in the catalogue, e.g. `SPJY`. */
  readonly code: Scalars['String']['output'];
  /** Name in Chinese. */
  readonly name: Scalars['String']['output'];
};

/** Place of business (经营场所). */
export type Premises = {
  readonly __typename?: 'Premises';
  /** Address in Chinese. */
  readonly address: Scalars['String']['output'];
  /** County or city code (GB/T 2260). */
  readonly regionCode: Scalars['String']['output'];
};

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * One composite licence (行业综合许可证) by its number, every statutory permit on it answered now by the department
   * that owns it. Outside the caller's remit it looks exactly like a number that does not exist.
   */
  readonly compositeLicense: Maybe<CompositeLicense>;
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
  readonly __typename?: 'RegistryPermit';
  /** Department that owns it. */
  readonly department: Department;
  /** Answered by the adapter. */
  readonly freshness: Maybe<Freshness>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Answered by the adapter. */
  readonly status: Maybe<PermitStatus>;
};

/** A statutory permit (法定许可) on a composite licence, answered by the department that owns it. */
export type SubPermit = {
  /** Department that owns it. */
  readonly department: Department;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
};

/** 烟草专卖零售许可证 (tobacco retail permit), owned by the tobacco monopoly bureau. */
export type TobaccoPermit = SubPermit & {
  readonly __typename?: 'TobaccoPermit';
  /** Department that owns it. */
  readonly department: Department;
  /** Answered by the adapter. */
  readonly freshness: Maybe<Freshness>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Whether its entry stands on the certificate's face; one that has ended is taken off. */
  readonly onFace: Scalars['Boolean']['output'];
  /** Type of the catalogue. */
  readonly permitType: PermitType;
  /** Answered by the adapter. */
  readonly status: Maybe<PermitStatus>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  CompositeLicense: CompositeLicense;
  CulturePermit: CulturePermit;
  FoodPermit: FoodPermit;
  HealthPermit: HealthPermit;
  RegistryPermit: RegistryPermit;
  TobaccoPermit: TobaccoPermit;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  CompositeLicense:
    ( { __typename: 'CompositeLicense' }
    & GraphQLRecursivePick<FederationTypes['CompositeLicense'], {"number":true,"face":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['CompositeLicense'], {"subPermits":{}}>
        | GraphQLRecursivePick<FederationTypes['CompositeLicense'], {"subPermits":{}}>
        | GraphQLRecursivePick<FederationTypes['CompositeLicense'], {"subPermits":{}}> ) );
  CulturePermit:
    ( { __typename: 'CulturePermit' }
    & GraphQLRecursivePick<FederationTypes['CulturePermit'], {"id":true}> );
  FoodPermit:
    ( { __typename: 'FoodPermit' }
    & GraphQLRecursivePick<FederationTypes['FoodPermit'], {"id":true}> );
  HealthPermit:
    ( { __typename: 'HealthPermit' }
    & GraphQLRecursivePick<FederationTypes['HealthPermit'], {"id":true}> );
  RegistryPermit:
    ( { __typename: 'RegistryPermit' }
    & GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"id":true}> );
  TobaccoPermit:
    ( { __typename: 'TobaccoPermit' }
    & GraphQLRecursivePick<FederationTypes['TobaccoPermit'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CompositeFreshness: ResolverTypeWrapper<CompositeFreshness>;
  CompositeLicense: ResolverTypeWrapper<LicenceModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CompositeStatus: CompositeStatus;
  CulturePermit: ResolverTypeWrapper<Omit<CulturePermit, 'department'> & { department: ResolversTypes['Department'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Department: ResolverTypeWrapper<KnownDepartment>;
  DepartmentCode: DepartmentCode;
  Face: ResolverTypeWrapper<Scalars['Face']['output']>;
  Finding: ResolverTypeWrapper<StoredFinding>;
  FoodPermit: ResolverTypeWrapper<StoredEntry>;
  Freshness: ResolverTypeWrapper<Freshness>;
  FreshnessReason: FreshnessReason;
  FreshnessState: FreshnessState;
  HealthPermit: ResolverTypeWrapper<Omit<HealthPermit, 'department'> & { department: ResolversTypes['Department'] }>;
  Holder: ResolverTypeWrapper<Holder>;
  Industry: ResolverTypeWrapper<Industry>;
  Issuer: ResolverTypeWrapper<Issuer>;
  LastKnown: ResolverTypeWrapper<Scalars['LastKnown']['output']>;
  LicenseConnection: ResolverTypeWrapper<Omit<LicenseConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['LicenseEdge']> }>;
  LicenseEdge: ResolverTypeWrapper<Omit<LicenseEdge, 'node'> & { node: ResolversTypes['CompositeLicense'] }>;
  LicenseFilter: LicenseFilter;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PermitStatus: PermitStatus;
  PermitType: ResolverTypeWrapper<PermitType>;
  Premises: ResolverTypeWrapper<Premises>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegistryPermit: ResolverTypeWrapper<Omit<RegistryPermit, 'department'> & { department: ResolversTypes['Department'] }>;
  SubPermit: ResolverTypeWrapper<StoredEntry>;
  TobaccoPermit: ResolverTypeWrapper<Omit<TobaccoPermit, 'department'> & { department: ResolversTypes['Department'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CompositeFreshness: CompositeFreshness;
  CompositeLicense: LicenceModel;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  CulturePermit: Omit<CulturePermit, 'department'> & { department: ResolversParentTypes['Department'] } | FederationReferenceTypes['CulturePermit'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Department: KnownDepartment;
  Face: Scalars['Face']['output'];
  Finding: StoredFinding;
  FoodPermit: StoredEntry;
  Freshness: Freshness;
  HealthPermit: Omit<HealthPermit, 'department'> & { department: ResolversParentTypes['Department'] } | FederationReferenceTypes['HealthPermit'];
  Holder: Holder;
  Industry: Industry;
  Issuer: Issuer;
  LastKnown: Scalars['LastKnown']['output'];
  LicenseConnection: Omit<LicenseConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['LicenseEdge']> };
  LicenseEdge: Omit<LicenseEdge, 'node'> & { node: ResolversParentTypes['CompositeLicense'] };
  LicenseFilter: LicenseFilter;
  PageInfo: PageInfo;
  PermitType: PermitType;
  Premises: Premises;
  Query: Record<PropertyKey, never>;
  RegistryPermit: Omit<RegistryPermit, 'department'> & { department: ResolversParentTypes['Department'] } | FederationReferenceTypes['RegistryPermit'];
  SubPermit: StoredEntry;
  TobaccoPermit: Omit<TobaccoPermit, 'department'> & { department: ResolversParentTypes['Department'] } | FederationReferenceTypes['TobaccoPermit'];
};

export type CompositeFreshnessResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['CompositeFreshness'] = ResolversParentTypes['CompositeFreshness']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['FreshnessReason']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FreshnessState'], ParentType, ContextType>;
};

export type CompositeLicenseResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['CompositeLicense'] = ResolversParentTypes['CompositeLicense'], FederationReferenceType extends FederationReferenceTypes['CompositeLicense'] = FederationReferenceTypes['CompositeLicense']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CompositeLicense']> | FederationReferenceType, FederationReferenceType, ContextType>;
  face?: Resolver<ResolversTypes['Face'], ParentType, ContextType>;
  findings?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Finding']>>>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['CompositeFreshness']>, ParentType, ContextType>;
  holder?: Resolver<ResolversTypes['Holder'], ParentType, ContextType>;
  industry?: Resolver<ResolversTypes['Industry'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  issuer?: Resolver<ResolversTypes['Issuer'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  premises?: Resolver<ResolversTypes['Premises'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['CompositeStatus']>, ParentType, ContextType>;
  subPermits?: Resolver<ReadonlyArray<ResolversTypes['SubPermit']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CulturePermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['CulturePermit'] = ResolversParentTypes['CulturePermit'], FederationReferenceType extends FederationReferenceTypes['CulturePermit'] = FederationReferenceTypes['CulturePermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CulturePermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastKnown?: Resolver<Maybe<ResolversTypes['LastKnown']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onFace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['PermitType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DepartmentResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Department'] = ResolversParentTypes['Department']> = {
  code?: Resolver<ResolversTypes['DepartmentCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface FaceScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Face'], any> {
  name: 'Face';
}

export type FindingResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  department?: Resolver<ResolversTypes['DepartmentCode'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  permitNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reportedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type FoodPermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['FoodPermit'] = ResolversParentTypes['FoodPermit'], FederationReferenceType extends FederationReferenceTypes['FoodPermit'] = FederationReferenceTypes['FoodPermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FoodPermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastKnown?: Resolver<Maybe<ResolversTypes['LastKnown']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onFace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['PermitType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['FreshnessReason']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FreshnessState'], ParentType, ContextType>;
};

export type HealthPermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['HealthPermit'] = ResolversParentTypes['HealthPermit'], FederationReferenceType extends FederationReferenceTypes['HealthPermit'] = FederationReferenceTypes['HealthPermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['HealthPermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastKnown?: Resolver<Maybe<ResolversTypes['LastKnown']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onFace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['PermitType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HolderResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Holder'] = ResolversParentTypes['Holder']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uscc?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IndustryResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Industry'] = ResolversParentTypes['Industry']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IssuerResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Issuer'] = ResolversParentTypes['Issuer']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface LastKnownScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LastKnown'], any> {
  name: 'LastKnown';
}

export type LicenseConnectionResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['LicenseConnection'] = ResolversParentTypes['LicenseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LicenseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LicenseEdgeResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['LicenseEdge'] = ResolversParentTypes['LicenseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CompositeLicense'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PermitTypeResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['PermitType'] = ResolversParentTypes['PermitType']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PremisesResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Premises'] = ResolversParentTypes['Premises']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  compositeLicense?: Resolver<Maybe<ResolversTypes['CompositeLicense']>, ParentType, ContextType, RequireFields<QueryCompositeLicenseArgs, 'number'>>;
  licenses?: Resolver<ResolversTypes['LicenseConnection'], ParentType, ContextType, RequireFields<QueryLicensesArgs, 'first'>>;
};

export type RegistryPermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['RegistryPermit'] = ResolversParentTypes['RegistryPermit'], FederationReferenceType extends FederationReferenceTypes['RegistryPermit'] = FederationReferenceTypes['RegistryPermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RegistryPermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastKnown?: Resolver<Maybe<ResolversTypes['LastKnown']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onFace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['PermitType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubPermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['SubPermit'] = ResolversParentTypes['SubPermit']> = {
  __resolveType: TypeResolveFn<'CulturePermit' | 'FoodPermit' | 'HealthPermit' | 'RegistryPermit' | 'TobaccoPermit', ParentType, ContextType>;
};

export type TobaccoPermitResolvers<ContextType = IssuanceContext, ParentType extends ResolversParentTypes['TobaccoPermit'] = ResolversParentTypes['TobaccoPermit'], FederationReferenceType extends FederationReferenceTypes['TobaccoPermit'] = FederationReferenceTypes['TobaccoPermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TobaccoPermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  department?: Resolver<ResolversTypes['Department'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastKnown?: Resolver<Maybe<ResolversTypes['LastKnown']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onFace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['PermitType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = IssuanceContext> = {
  CompositeFreshness?: CompositeFreshnessResolvers<ContextType>;
  CompositeLicense?: CompositeLicenseResolvers<ContextType>;
  CulturePermit?: CulturePermitResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Department?: DepartmentResolvers<ContextType>;
  Face?: GraphQLScalarType;
  Finding?: FindingResolvers<ContextType>;
  FoodPermit?: FoodPermitResolvers<ContextType>;
  Freshness?: FreshnessResolvers<ContextType>;
  HealthPermit?: HealthPermitResolvers<ContextType>;
  Holder?: HolderResolvers<ContextType>;
  Industry?: IndustryResolvers<ContextType>;
  Issuer?: IssuerResolvers<ContextType>;
  LastKnown?: GraphQLScalarType;
  LicenseConnection?: LicenseConnectionResolvers<ContextType>;
  LicenseEdge?: LicenseEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PermitType?: PermitTypeResolvers<ContextType>;
  Premises?: PremisesResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RegistryPermit?: RegistryPermitResolvers<ContextType>;
  SubPermit?: SubPermitResolvers<ContextType>;
  TobaccoPermit?: TobaccoPermitResolvers<ContextType>;
};


import type { LastKnown } from '../../subgraphs/domain/permit-record.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ChangeAnswer, EntryAnswer } from '../../adapters/registry/changing/change-answer.ts';
import type { Asking } from '../../adapters/registry/changing/permit-changer.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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
  /** The last known record of a permit, from which its adapter answers when the department does not. */
  LastKnown: { input: LastKnown; output: LastKnown; }
  _FieldSet: { input: unknown; output: unknown; }
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

/** A permit to be granted. */
export type GrantRegistryPermitInput = {
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** The business that holds it. */
  readonly holder: RegistryHolderInput;
  /**
   * Made by the caller for this act, 8 to 128 visible ASCII characters, e.g. a UUID. The same key with the same input is
   * answered again and not done again.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Issuing authority as it stands on the document, e.g. `开封市公安局`. */
  readonly issuedBy: Scalars['String']['input'];
  /** Number as it stands on the document. */
  readonly number: Scalars['String']['input'];
  /** Code of the catalogue, of a permit type that the officer's authority keeps, e.g. `TZHY`. */
  readonly permitType: Scalars['String']['input'];
  /** Place that it is for. */
  readonly premises: RegistryPremisesInput;
  /** Scope of business (许可项目). */
  readonly scope?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** First day of validity. */
  readonly validFrom: Scalars['Date']['input'];
  /** Last day of validity; left out where it is open-ended. */
  readonly validTo?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Notes that the holder asked for renewal in time (受理延续申请): from then on the permit stays in force past its end
   * until that is decided (行政许可法 art. 50).
   */
  readonly acceptRegistryRenewal: Maybe<RegistryChange>;
  /** Strikes a permit off (注销): formally, at the holder's wish or after it has come to its end (行政许可法 art. 70). */
  readonly cancelRegistryPermit: Maybe<RegistryChange>;
  /** Grants a permit (准予许可), or enters one that was granted on paper. */
  readonly grantRegistryPermit: Maybe<RegistryChange>;
  /** Notes that a permit has lapsed (失效): its term is over, or its holder is gone. */
  readonly lapseRegistryPermit: Maybe<RegistryChange>;
  /** Renews a permit (延续). */
  readonly renewRegistryPermit: Maybe<RegistryChange>;
  /** Rescinds a permit (撤销) that was unlawfully granted or got by fraud (行政许可法 art. 69). */
  readonly rescindRegistryPermit: Maybe<RegistryChange>;
  /** Ends a suspension (恢复): the permit is again what it was before. */
  readonly resumeRegistryPermit: Maybe<RegistryChange>;
  /** Revokes a permit as a penalty (吊销, 行政处罚法). */
  readonly revokeRegistryPermit: Maybe<RegistryChange>;
  /** Suspends a permit (停业、暂扣). */
  readonly suspendRegistryPermit: Maybe<RegistryChange>;
  /** Varies a permit (变更): name of the holder, address, scope or dates, as its holder asked. */
  readonly varyRegistryPermit: Maybe<RegistryChange>;
  /** Withdraws a permit (撤回) that was lawfully granted, for changed law or facts (行政许可法 art. 8). */
  readonly withdrawRegistryPermit: Maybe<RegistryChange>;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationAcceptRegistryRenewalArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationCancelRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationGrantRegistryPermitArgs = {
  input: GrantRegistryPermitInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationLapseRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationRenewRegistryPermitArgs = {
  input: RenewRegistryPermitInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationRescindRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationResumeRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationRevokeRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationSuspendRegistryPermitArgs = {
  input: RegistryStepInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationVaryRegistryPermitArgs = {
  input: VaryRegistryPermitInput;
};


/**
 * What can be done. Each change of a registry permit is a decision of an officer of the authority that keeps it
 * (A8: nobody else can set it), is written to the audit log in the same transaction, and is done once for an idempotency key.
 */
export type MutationWithdrawRegistryPermitArgs = {
  input: RegistryStepInput;
};

/** Something odd in what a department sent. */
export type PermitRemark = {
  readonly __typename?: 'PermitRemark';
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

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * A permit in the registry, for the officers of the authority that keeps it: what it says now, and the version to build a
   * change on. Outside the officer's region or authority it looks exactly like a number that does
   * not exist.
   */
  readonly registryEntry: Maybe<RegistryEntry>;
};


/** What can be asked. */
export type QueryRegistryEntryArgs = {
  number: Scalars['String']['input'];
};

/** A decision that changed a permit of the registry, and the permit after it. */
export type RegistryChange = {
  readonly __typename?: 'RegistryChange';
  /** Authority that decided. */
  readonly authority: Scalars['String']['output'];
  /** When it was decided. */
  readonly decidedAt: Scalars['DateTime']['output'];
  /** Number of the written decision. */
  readonly documentNumber: Maybe<Scalars['String']['output']>;
  /** The permit as this change left it. */
  readonly entry: RegistryEntry;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Law and article. */
  readonly legalBasis: Scalars['String']['output'];
  /** Id of the officer who decided. */
  readonly officer: Scalars['String']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** When it was entered. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** Status after. */
  readonly statusAfter: PermitStatus;
  /** Status before; null before the grant. */
  readonly statusBefore: Maybe<PermitStatus>;
  /** What was decided. */
  readonly verb: RegistryVerb;
  /** Version that it made. */
  readonly version: Scalars['Int']['output'];
};

/** The decision on which a change rests. Who decided is the officer whose token it comes with. */
export type RegistryDecisionInput = {
  /** When it was decided; not in the future. */
  readonly decidedAt: Scalars['DateTime']['input'];
  /** Number of the written decision (文书号). */
  readonly documentNumber?: InputMaybe<Scalars['String']['input']>;
  /** Law and article (法律依据), e.g. `行政许可法第七十条第四项`. */
  readonly legalBasis: Scalars['String']['input'];
  /** Why, in words. ID and phone numbers in it are masked. */
  readonly reason: Scalars['String']['input'];
};

/** A permit as it stands in the registry. */
export type RegistryEntry = {
  readonly __typename?: 'RegistryEntry';
  /** Address of the premises. */
  readonly address: Scalars['String']['output'];
  /** Authority that keeps it. */
  readonly authority: Scalars['String']['output'];
  /** Name of the holder. */
  readonly holderName: Scalars['String']['output'];
  /** Unified social credit code of the holder. */
  readonly holderUscc: Scalars['String']['output'];
  /** Issuing authority as it stands on the document. */
  readonly issuedBy: Scalars['String']['output'];
  /** Number as it stands on the document. */
  readonly number: Scalars['String']['output'];
  /** Code of the catalogue. */
  readonly permitType: Scalars['String']['output'];
  /** Region of the premises (GB/T 2260). */
  readonly regionCode: Scalars['String']['output'];
  /** Scope of business. */
  readonly scope: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as decided: the clock is not applied, so a permit past its end is still `VALID` here. */
  readonly status: PermitStatus;
  /** First day of validity; null where none was taken over. */
  readonly validFrom: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo: Maybe<Scalars['Date']['output']>;
  /** Rises by one with every change; to be given with the next. */
  readonly version: Scalars['Int']['output'];
};

/** Who holds a permit. */
export type RegistryHolderInput = {
  /** Registered name. */
  readonly name: Scalars['String']['input'];
  /** Unified social credit code (统一社会信用代码, GB 32100), its check character right. */
  readonly uscc: Scalars['String']['input'];
};

/** Permit of a department that has no system of its own, kept in the registry of the hub (部门许可登记). */
export type RegistryPermit = SubPermit & {
  readonly __typename?: 'RegistryPermit';
  /** Premises as the department has them. */
  readonly address: Maybe<Scalars['String']['output']>;
  /** Department that decides and keeps the permit, e.g. 公安. */
  readonly authority: Maybe<Scalars['String']['output']>;
  /** How current all of this is. */
  readonly freshness: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc: Maybe<Scalars['String']['output']>;
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Issuing authority as the department writes it. */
  readonly issuedBy: Maybe<Scalars['String']['output']>;
  /** The last known record, from which the adapter answers when the department does not. */
  readonly lastKnown: Maybe<Scalars['LastKnown']['output']>;
  /** Number as the department writes it. */
  readonly number: Scalars['String']['output'];
  /** Oddities in what the department sent. */
  readonly remarks: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Version that the registry counts for this permit; it rises with every change. */
  readonly sourceVersion: Maybe<Scalars['Int']['output']>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo: Maybe<Scalars['Date']['output']>;
};

/** Place of business. */
export type RegistryPremisesInput = {
  /** Address in Chinese. */
  readonly address: Scalars['String']['input'];
  /** County or city code (GB/T 2260), within the officer's region. */
  readonly regionCode: Scalars['String']['input'];
};

/** A step that changes the status of a permit and nothing else. */
export type RegistryStepInput = {
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** Version of the permit that the decision builds on; refused where it has changed since. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Number of the permit. */
  readonly number: Scalars['String']['input'];
};

/** What a decision does to a permit of the registry. */
export type RegistryVerb =
  /** Renewal asked for in time (受理延续). */
  | 'ACCEPT_RENEWAL'
  /** Struck off (注销). */
  | 'CANCEL'
  /** Granted (准予). */
  | 'GRANT'
  /** Lapsed (失效). */
  | 'LAPSE'
  /** Renewed (延续). */
  | 'RENEW'
  /** Rescinded (撤销). */
  | 'RESCIND'
  /** Resumed (恢复). */
  | 'RESUME'
  /** Revoked (吊销). */
  | 'REVOKE'
  /** Suspended (停业、暂扣). */
  | 'SUSPEND'
  /** Varied (变更). */
  | 'VARY'
  /** Withdrawn (撤回). */
  | 'WITHDRAW';

/** A renewal of a permit. */
export type RenewRegistryPermitInput = {
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** Version of the permit that the decision builds on; refused where it has changed since. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Number of the permit. */
  readonly number: Scalars['String']['input'];
  /** First day of the new term; left out where the term is only prolonged. */
  readonly validFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Last day of the new term, later than that of the old. */
  readonly validTo: Scalars['Date']['input'];
};

/** A statutory permit (法定许可) on a composite licence, answered by the department that owns it. */
export type SubPermit = {
  /** Premises as the department has them. */
  readonly address: Maybe<Scalars['String']['output']>;
  /** How current all of this is. */
  readonly freshness: Maybe<Freshness>;
  /** Name of the holder as the department has it. */
  readonly holderName: Maybe<Scalars['String']['output']>;
  /** Unified social credit code of the holder as the department has it. */
  readonly holderUscc: Maybe<Scalars['String']['output']>;
  /** Issuing authority as the department writes it. */
  readonly issuedBy: Maybe<Scalars['String']['output']>;
  /** Oddities in what the department sent. */
  readonly remarks: Maybe<ReadonlyArray<PermitRemark>>;
  /** Scope of business (许可项目). */
  readonly scope: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Status as the department states it now; past its end date `VALID` is `EXPIRED`. */
  readonly status: Maybe<PermitStatus>;
  /** First day of validity. */
  readonly validFrom: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where open-ended. */
  readonly validTo: Maybe<Scalars['Date']['output']>;
};

/** A variation of a permit. What is left out stays. */
export type VaryRegistryPermitInput = {
  /** New address in the same region. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** Version of the permit that the decision builds on; refused where it has changed since. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** New name of the holder. Another holder needs another permit. */
  readonly holderName?: InputMaybe<Scalars['String']['input']>;
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Number of the permit. */
  readonly number: Scalars['String']['input'];
  /** New scope; null where none is stated. */
  readonly scope?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** New first day of validity. */
  readonly validFrom?: InputMaybe<Scalars['Date']['input']>;
  /** New last day of validity; null for open-ended. */
  readonly validTo?: InputMaybe<Scalars['Date']['input']>;
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
  RegistryPermit: RegistryPermit;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  RegistryPermit:
    ( { __typename: 'RegistryPermit' }
    & GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}>
        | GraphQLRecursivePick<FederationTypes['RegistryPermit'], {"number":true,"lastKnown":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  SubPermit: ( RegistryPermit );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Freshness: ResolverTypeWrapper<Freshness>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  FreshnessReason: FreshnessReason;
  FreshnessState: FreshnessState;
  GrantRegistryPermitInput: GrantRegistryPermitInput;
  LastKnown: ResolverTypeWrapper<Scalars['LastKnown']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PermitRemark: ResolverTypeWrapper<PermitRemark>;
  PermitStatus: PermitStatus;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegistryChange: ResolverTypeWrapper<ChangeAnswer>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  RegistryDecisionInput: RegistryDecisionInput;
  RegistryEntry: ResolverTypeWrapper<EntryAnswer>;
  RegistryHolderInput: RegistryHolderInput;
  RegistryPermit: ResolverTypeWrapper<RegistryPermit>;
  RegistryPremisesInput: RegistryPremisesInput;
  RegistryStepInput: RegistryStepInput;
  RegistryVerb: RegistryVerb;
  RenewRegistryPermitInput: RenewRegistryPermitInput;
  SubPermit: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['SubPermit']>;
  VaryRegistryPermitInput: VaryRegistryPermitInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Freshness: Freshness;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  GrantRegistryPermitInput: GrantRegistryPermitInput;
  LastKnown: Scalars['LastKnown']['output'];
  Mutation: Record<PropertyKey, never>;
  PermitRemark: PermitRemark;
  Query: Record<PropertyKey, never>;
  RegistryChange: ChangeAnswer;
  ID: Scalars['ID']['output'];
  RegistryDecisionInput: RegistryDecisionInput;
  RegistryEntry: EntryAnswer;
  RegistryHolderInput: RegistryHolderInput;
  RegistryPermit: RegistryPermit | FederationReferenceTypes['RegistryPermit'];
  RegistryPremisesInput: RegistryPremisesInput;
  RegistryStepInput: RegistryStepInput;
  RenewRegistryPermitInput: RenewRegistryPermitInput;
  SubPermit: ResolversInterfaceTypes<ResolversParentTypes>['SubPermit'];
  VaryRegistryPermitInput: VaryRegistryPermitInput;
  Boolean: Scalars['Boolean']['output'];
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FreshnessResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['FreshnessReason']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FreshnessState'], ParentType, ContextType>;
};

export interface LastKnownScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LastKnown'], any> {
  name: 'LastKnown';
}

export type MutationResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptRegistryRenewal?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationAcceptRegistryRenewalArgs, 'input'>>;
  cancelRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationCancelRegistryPermitArgs, 'input'>>;
  grantRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationGrantRegistryPermitArgs, 'input'>>;
  lapseRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationLapseRegistryPermitArgs, 'input'>>;
  renewRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationRenewRegistryPermitArgs, 'input'>>;
  rescindRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationRescindRegistryPermitArgs, 'input'>>;
  resumeRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationResumeRegistryPermitArgs, 'input'>>;
  revokeRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationRevokeRegistryPermitArgs, 'input'>>;
  suspendRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationSuspendRegistryPermitArgs, 'input'>>;
  varyRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationVaryRegistryPermitArgs, 'input'>>;
  withdrawRegistryPermit?: Resolver<Maybe<ResolversTypes['RegistryChange']>, ParentType, ContextType, RequireFields<MutationWithdrawRegistryPermitArgs, 'input'>>;
};

export type PermitRemarkResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['PermitRemark'] = ResolversParentTypes['PermitRemark']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  registryEntry?: Resolver<Maybe<ResolversTypes['RegistryEntry']>, ParentType, ContextType, RequireFields<QueryRegistryEntryArgs, 'number'>>;
};

export type RegistryChangeResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['RegistryChange'] = ResolversParentTypes['RegistryChange']> = {
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entry?: Resolver<ResolversTypes['RegistryEntry'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  legalBasis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  officer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statusAfter?: Resolver<ResolversTypes['PermitStatus'], ParentType, ContextType>;
  statusBefore?: Resolver<Maybe<ResolversTypes['PermitStatus']>, ParentType, ContextType>;
  verb?: Resolver<ResolversTypes['RegistryVerb'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegistryEntryResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['RegistryEntry'] = ResolversParentTypes['RegistryEntry']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  holderName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  holderUscc?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  issuedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permitType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regionCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scope?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PermitStatus'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegistryPermitResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['RegistryPermit'] = ResolversParentTypes['RegistryPermit'], FederationReferenceType extends FederationReferenceTypes['RegistryPermit'] = FederationReferenceTypes['RegistryPermit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RegistryPermit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
  holderName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  holderUscc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remarks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PermitRemark']>>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  sourceVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['PermitStatus']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubPermitResolvers<ContextType = Asking, ParentType extends ResolversParentTypes['SubPermit'] = ResolversParentTypes['SubPermit']> = {
  __resolveType: TypeResolveFn<'RegistryPermit', ParentType, ContextType>;
};

export type Resolvers<ContextType = Asking> = {
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Freshness?: FreshnessResolvers<ContextType>;
  LastKnown?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PermitRemark?: PermitRemarkResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RegistryChange?: RegistryChangeResolvers<ContextType>;
  RegistryEntry?: RegistryEntryResolvers<ContextType>;
  RegistryPermit?: RegistryPermitResolvers<ContextType>;
  SubPermit?: SubPermitResolvers<ContextType>;
};


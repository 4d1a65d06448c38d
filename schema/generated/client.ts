/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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
  readonly idempotencyKey: string;
  /** Issuing authority as it stands on the document, e.g. `开封市公安局`. */
  readonly issuedBy: string;
  /** Number as it stands on the document. */
  readonly number: string;
  /** Code of the catalogue, of a permit type that the officer's authority keeps, e.g. `TZHY`. */
  readonly permitType: string;
  /** Place that it is for. */
  readonly premises: RegistryPremisesInput;
  /** Scope of business (许可项目). */
  readonly scope?: ReadonlyArray<string> | null | undefined;
  /** First day of validity. */
  readonly validFrom: string;
  /** Last day of validity; left out where it is open-ended. */
  readonly validTo?: string | null | undefined;
};

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

/** The decision on which a change rests. Who decided is the officer whose token it comes with. */
export type RegistryDecisionInput = {
  /** When it was decided; not in the future. */
  readonly decidedAt: string;
  /** Number of the written decision (文书号). */
  readonly documentNumber?: string | null | undefined;
  /** Law and article (法律依据), e.g. `行政许可法第七十条第四项`. */
  readonly legalBasis: string;
  /** Why, in words. ID and phone numbers in it are masked. */
  readonly reason: string;
};

/** Who holds a permit. */
export type RegistryHolderInput = {
  /** Registered name. */
  readonly name: string;
  /** Unified social credit code (统一社会信用代码, GB 32100), its check character right. */
  readonly uscc: string;
};

/** Place of business. */
export type RegistryPremisesInput = {
  /** Address in Chinese. */
  readonly address: string;
  /** County or city code (GB/T 2260), within the officer's region. */
  readonly regionCode: string;
};

/** A step that changes the status of a permit and nothing else. */
export type RegistryStepInput = {
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** Version of the permit that the decision builds on; refused where it has changed since. */
  readonly expectedVersion: number;
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: string;
  /** Number of the permit. */
  readonly number: string;
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
  readonly expectedVersion: number;
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: string;
  /** Number of the permit. */
  readonly number: string;
  /** First day of the new term; left out where the term is only prolonged. */
  readonly validFrom?: string | null | undefined;
  /** Last day of the new term, later than that of the old. */
  readonly validTo: string;
};

/** Nature of the holder (经营主体性质). */
export type TobaccoHolderNature =
  /** 企业及其他组织 */
  | 'ENTERPRISE'
  /** 个体工商户 */
  | 'INDIVIDUAL';

/** A variation of a permit. What is left out stays. */
export type VaryRegistryPermitInput = {
  /** New address in the same region. */
  readonly address?: string | null | undefined;
  /** The decision. */
  readonly decision: RegistryDecisionInput;
  /** Version of the permit that the decision builds on; refused where it has changed since. */
  readonly expectedVersion: number;
  /** New name of the holder. Another holder needs another permit. */
  readonly holderName?: string | null | undefined;
  /** Made by the caller for this act; see `GrantRegistryPermitInput`. */
  readonly idempotencyKey: string;
  /** Number of the permit. */
  readonly number: string;
  /** New scope; null where none is stated. */
  readonly scope?: ReadonlyArray<string> | null | undefined;
  /** New first day of validity. */
  readonly validFrom?: string | null | undefined;
  /** New last day of validity; null for open-ended. */
  readonly validTo?: string | null | undefined;
};

export type AcceptRegistryRenewalMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type AcceptRegistryRenewalMutation = { readonly acceptRegistryRenewal: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type CancelRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type CancelRegistryPermitMutation = { readonly cancelRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

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

export type ExpiringLicensesQueryVariables = Exact<{
  from: string;
  to: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExpiringLicensesQuery = { readonly licenses: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly number: string, readonly status: CompositeStatus | null, readonly holder: { readonly name: string }, readonly subPermits: ReadonlyArray<
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly department: { readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly department: { readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly department: { readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly department: { readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
          | { readonly id: string, readonly number: string, readonly status: PermitStatus | null, readonly validTo: string | null, readonly department: { readonly name: string }, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null }
        > } }> } };

export type GrantRegistryPermitMutationVariables = Exact<{
  input: GrantRegistryPermitInput;
}>;


export type GrantRegistryPermitMutation = { readonly grantRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly permitType: string, readonly version: number, readonly status: PermitStatus, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly holderName: string, readonly holderUscc: string, readonly regionCode: string, readonly address: string, readonly issuedBy: string, readonly authority: string } } | null };

export type LapseRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type LapseRegistryPermitMutation = { readonly lapseRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type LicenseFindingsQueryVariables = Exact<{
  number: string | number;
}>;


export type LicenseFindingsQuery = { readonly compositeLicense: { readonly number: string, readonly version: number, readonly status: CompositeStatus | null, readonly freshness: { readonly state: FreshnessState, readonly asOf: string | null, readonly reason: FreshnessReason | null } | null, readonly findings: ReadonlyArray<{ readonly id: string, readonly kind: string, readonly detail: string, readonly department: DepartmentCode, readonly permitNumber: string, readonly openedAt: string, readonly dueAt: string | null, readonly reportedAt: string | null } | null> | null } | null };

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

export type RegistryEntryQueryVariables = Exact<{
  number: string;
}>;


export type RegistryEntryQuery = { readonly registryEntry: { readonly number: string, readonly permitType: string, readonly version: number, readonly status: PermitStatus, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly holderName: string, readonly holderUscc: string, readonly regionCode: string, readonly address: string, readonly issuedBy: string, readonly authority: string } | null };

export type RenewRegistryPermitMutationVariables = Exact<{
  input: RenewRegistryPermitInput;
}>;


export type RenewRegistryPermitMutation = { readonly renewRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly permitType: string, readonly version: number, readonly status: PermitStatus, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly holderName: string, readonly holderUscc: string, readonly regionCode: string, readonly address: string, readonly issuedBy: string, readonly authority: string } } | null };

export type RescindRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type RescindRegistryPermitMutation = { readonly rescindRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type ResumeRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type ResumeRegistryPermitMutation = { readonly resumeRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type RevokeRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type RevokeRegistryPermitMutation = { readonly revokeRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type SuspendRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type SuspendRegistryPermitMutation = { readonly suspendRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };

export type VaryRegistryPermitMutationVariables = Exact<{
  input: VaryRegistryPermitInput;
}>;


export type VaryRegistryPermitMutation = { readonly varyRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly permitType: string, readonly version: number, readonly status: PermitStatus, readonly validFrom: string | null, readonly validTo: string | null, readonly scope: ReadonlyArray<string> | null, readonly holderName: string, readonly holderUscc: string, readonly regionCode: string, readonly address: string, readonly issuedBy: string, readonly authority: string } } | null };

export type WithdrawRegistryPermitMutationVariables = Exact<{
  input: RegistryStepInput;
}>;


export type WithdrawRegistryPermitMutation = { readonly withdrawRegistryPermit: { readonly id: string, readonly verb: RegistryVerb, readonly statusBefore: PermitStatus | null, readonly statusAfter: PermitStatus, readonly recordedAt: string, readonly entry: { readonly number: string, readonly version: number, readonly status: PermitStatus, readonly validTo: string | null } } | null };


export const AcceptRegistryRenewalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptRegistryRenewal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptRegistryRenewal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<AcceptRegistryRenewalMutation, AcceptRegistryRenewalMutationVariables>;
export const CancelRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<CancelRegistryPermitMutation, CancelRegistryPermitMutationVariables>;
export const CompositeLicenseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompositeLicense"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compositeLicense"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"industry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uscc"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"premises"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"subPermits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FoodPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"businessForm"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HealthPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hygieneCategory"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CulturePermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"venueType"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TobaccoPermit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holderNature"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CompositeLicenseQuery, CompositeLicenseQueryVariables>;
export const ExpiringLicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExpiringLicenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"licenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"expiresFrom"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"expiresTo"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subPermits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExpiringLicensesQuery, ExpiringLicensesQueryVariables>;
export const GrantRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GrantRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GrantRegistryPermitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"grantRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}},{"kind":"Field","name":{"kind":"Name","value":"holderUscc"}},{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}}]}}]}}]} as unknown as DocumentNode<GrantRegistryPermitMutation, GrantRegistryPermitMutationVariables>;
export const LapseRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LapseRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lapseRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<LapseRegistryPermitMutation, LapseRegistryPermitMutationVariables>;
export const LicenseFindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LicenseFindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compositeLicense"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"department"}},{"kind":"Field","name":{"kind":"Name","value":"permitNumber"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"reportedAt"}}]}}]}}]}}]} as unknown as DocumentNode<LicenseFindingsQuery, LicenseFindingsQueryVariables>;
export const LicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Licenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LicenseFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"licenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"industry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"premises"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"regionCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subPermits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<LicensesQuery, LicensesQueryVariables>;
export const RegistryEntryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegistryEntry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registryEntry"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}},{"kind":"Field","name":{"kind":"Name","value":"holderUscc"}},{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}}]}}]} as unknown as DocumentNode<RegistryEntryQuery, RegistryEntryQueryVariables>;
export const RenewRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenewRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenewRegistryPermitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renewRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}},{"kind":"Field","name":{"kind":"Name","value":"holderUscc"}},{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}}]}}]}}]} as unknown as DocumentNode<RenewRegistryPermitMutation, RenewRegistryPermitMutationVariables>;
export const RescindRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RescindRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rescindRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<RescindRegistryPermitMutation, RescindRegistryPermitMutationVariables>;
export const ResumeRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResumeRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resumeRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<ResumeRegistryPermitMutation, ResumeRegistryPermitMutationVariables>;
export const RevokeRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeRegistryPermitMutation, RevokeRegistryPermitMutationVariables>;
export const SuspendRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SuspendRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suspendRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<SuspendRegistryPermitMutation, SuspendRegistryPermitMutationVariables>;
export const VaryRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VaryRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VaryRegistryPermitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"varyRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"permitType"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"holderName"}},{"kind":"Field","name":{"kind":"Name","value":"holderUscc"}},{"kind":"Field","name":{"kind":"Name","value":"regionCode"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"authority"}}]}}]}}]}}]} as unknown as DocumentNode<VaryRegistryPermitMutation, VaryRegistryPermitMutationVariables>;
export const WithdrawRegistryPermitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawRegistryPermit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegistryStepInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withdrawRegistryPermit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"statusBefore"}},{"kind":"Field","name":{"kind":"Name","value":"statusAfter"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}}]}}]}}]} as unknown as DocumentNode<WithdrawRegistryPermitMutation, WithdrawRegistryPermitMutationVariables>;
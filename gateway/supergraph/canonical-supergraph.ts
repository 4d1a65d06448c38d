import { Kind, parse, print, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { readAccessRules, type AccessRules } from '../../subgraphs/platform/access/access-rules.ts';
import { readCostRules, type CostRules } from '../demand/cost-rules.ts';

export interface CanonicalSupergraph {
  /** As `@apollo/gateway` takes it. */
  executableSdl: string;
  rules: AccessRules;
  costs: CostRules;
}

const ENFORCED_HERE = /\/(authenticated|requiresScopes|policy)\/v\d/;

/**
 * Reads the one supergraph file. `@apollo/gateway` refuses a supergraph that links the authorisation directives as
 * `for: SECURITY`, since it does not enforce them: we do, so that purpose is taken off in memory only.
 * @throws Error where the file asks for authorisation but holds no rule: better no hub than an open one
 */
export function readCanonicalSupergraph(sdl: string): CanonicalSupergraph {
  const document = parse(sdl, { noLocation: true });
  const { rules, declared } = readAccessRules(document);
  const links = document.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION ? (definition.directives ?? []) : [],
    )
    .filter((directive) => ENFORCED_HERE.test(urlOf(directive)));
  if (links.length > 0 && declared === 0) {
    throw new Error(
      'The supergraph links authorisation directives but no field carries one. Compose it again: npm run compose',
    );
  }
  return { executableSdl: print(withoutSecurityPurpose(document)), rules, costs: readCostRules(document) };
}

/** What the engine is given where nobody is asked who they are. */
export function readOpenSupergraph(sdl: string): CanonicalSupergraph {
  const document = parse(sdl, { noLocation: true });
  return {
    executableSdl: print(withoutSecurityPurpose(document)),
    rules: new Map(),
    costs: readCostRules(document),
  };
}

function withoutSecurityPurpose(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind !== Kind.SCHEMA_DEFINITION
        ? definition
        : {
            ...definition,
            directives: definition.directives?.map((directive) =>
              ENFORCED_HERE.test(urlOf(directive))
                ? {
                    ...directive,
                    arguments: directive.arguments?.filter(({ name }) => name.value !== 'for'),
                  }
                : directive,
            ),
          },
    ),
  };
}

function urlOf(directive: ConstDirectiveNode): string {
  const url = directive.arguments?.find(({ name }) => name.value === 'url')?.value;
  return directive.name.value === 'link' && url?.kind === Kind.STRING ? url.value : '';
}

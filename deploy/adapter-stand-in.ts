import {
  asksEntities,
  parseOperation,
  projectLastKnown,
  type Representation,
} from '../gateway/transport/last-known-projection.ts';
import { SubgraphDown } from '../gateway/transport/subgraph-link.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';

/** Takes the place of an adapter that this hub cannot run: every permit as last known, `ADAPTER_DOWN`. */
export function createAdapterStandIn(department: string): SubgraphService {
  return {
    name: department,
    execute({ query, document = parseOperation(query), variables }) {
      if (!asksEntities(document)) return Promise.reject(new SubgraphDown('its variables are not set'));
      const representations = (variables.representations ?? []) as Representation[];
      const now = new Date();
      const entities = representations.map((representation) =>
        projectLastKnown(document, department, representation, now),
      );
      return Promise.resolve({ data: { _entities: entities } });
    },
    close: () => Promise.resolve(),
  };
}

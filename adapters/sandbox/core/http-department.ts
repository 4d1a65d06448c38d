import type { HttpWire } from './http-system.ts';
import type { Switches } from './switches.ts';
import type { DepartmentStore, DepartmentSystem } from './system.ts';

export interface HttpDepartmentOptions extends Pick<DepartmentSystem, 'code' | 'connection' | 'setCallback'> {
  store: DepartmentStore;
  switches: Switches;
  wire: HttpWire;
}

/** A department system that answers over HTTP, made of its parts. */
export function httpDepartment(options: HttpDepartmentOptions): DepartmentSystem {
  const { code, connection, store, switches, wire, setCallback } = options;
  return {
    code,
    address: wire.origin,
    connection,
    store,
    ...(setCallback ? { setCallback } : {}),
    setFault: (fault) => wire.setFault(fault),
    applySettings(settings) {
      switches.applySettings(settings);
      return wire.settingsChanged();
    },
    get stats() {
      return switches.stats;
    },
    resetStats: () => switches.resetStats(),
    async close() {
      await wire.close();
      await store.close();
    },
  };
}

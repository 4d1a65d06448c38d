import type { Fault, SystemSettings, WireStats } from './system.ts';

/** What one request meets, decided by the fault and the settings at its arrival. */
export type Encounter = 'answer' | 'hang' | 'reset' | 'error' | 'garbage' | 'maintenance';

/** The switches of one department system: fault, settings, counters. Pure state; the wire asks it. */
export class Switches {
  fault: Fault = { mode: 'none' };
  readonly settings: SystemSettings;
  stats: WireStats = { requests: 0, keys: 0, other: 0 };
  #faultSince = performance.now();

  constructor(defaults: { latencyMs: [number, number] }) {
    this.settings = { limits: true, maintenance: false, latencyMs: defaults.latencyMs };
  }

  setFault(fault: Fault): void {
    this.fault = fault;
    this.#faultSince = performance.now();
  }

  applySettings(settings: Partial<SystemSettings>): void {
    Object.assign(this.settings, settings);
  }

  resetStats(): void {
    this.stats = { requests: 0, keys: 0, other: 0 };
  }

  countRead(keys: number): void {
    this.stats.requests += 1;
    this.stats.keys += keys;
  }

  countOther(): void {
    this.stats.other += 1;
  }

  encounter(): Encounter {
    switch (this.fault.mode) {
      case 'hang':
      case 'error':
      case 'garbage':
        return this.fault.mode;
      case 'down':
        return 'reset';
      case 'flap': {
        const period = this.fault.ms ?? 1_000;
        const phase = (performance.now() - this.#faultSince) % period;
        if (phase < period / 2) return 'reset';
        break;
      }
      case 'none':
      case 'latency':
        break;
    }
    return this.settings.maintenance ? 'maintenance' : 'answer';
  }

  /** Milliseconds that an answer takes now. */
  delay(): number {
    const [least, most] = this.settings.latencyMs;
    const usual = least + Math.random() * (most - least);
    return this.fault.mode === 'latency' ? usual + (this.fault.ms ?? 0) : usual;
  }
}

import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Switches } from '../switches.ts';
import { AnswerSpoiler, GARBAGE_KINDS, HTML_PAGE } from './garbled-answer.ts';
import { ReadCounter, type IsReadByNumber } from './read-counter.ts';
import { QUERY_FAILURES, STARTUP_FAILURES } from './server-failures.ts';
import { readStartupPacket } from './startup-packet.ts';
import { errorResponse, MessageSplitter } from './wire-messages.ts';

export interface ProxyContext {
  switches: Switches;
  upstream: NetConnectOpts;
  /** What counts as a read in the statistics. */
  isRead: IsReadByNumber;
  /** The one account and database that may be reached from outside. */
  account: { user: string; database: string };
  /** Resolves when changed settings are in force. */
  settled(): Promise<void>;
  /** Counts up, over all connections, so that failures of one kind take turns. */
  turn(of: 'startup' | 'query' | 'garbage'): number;
}

const MOST_QUEUED_BYTES = 16 * 1024 * 1024;

/** One client's connection to the database behind the proxy, with the system's faults and delays made on it. */
export class ProxiedConnection {
  readonly #client: Socket;
  readonly #context: ProxyContext;
  readonly #counter: ReadCounter;
  readonly #splitter = new MessageSplitter();
  /** Ends whatever waits for this client. */
  readonly #gone = new AbortController();
  readonly #queue: Buffer[] = [];
  #queuedBytes = 0;
  #working = false;
  #stalled = false;
  #startup: Buffer | null = Buffer.alloc(0);
  /** Messages that wait for the end of their statement (Sync). */
  #unit: Buffer[] = [];
  #upstream: Socket | undefined;
  #spoiler: AnswerSpoiler | undefined;

  constructor(client: Socket, context: ProxyContext) {
    this.#client = client;
    this.#context = context;
    this.#counter = new ReadCounter(context.switches, context.isRead);
    client.on('data', (chunk) => this.#enqueue(chunk));
    client.on('error', () => undefined);
    client.on('close', () => {
      this.#gone.abort();
      this.#upstream?.destroy();
    });
  }

  get stalled(): boolean {
    return this.#stalled;
  }

  /** From now on nothing passes, in neither direction; the connection stays open. */
  stall(): void {
    this.#stalled = true;
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#upstream?.destroy();
  }

  #enqueue(chunk: Buffer): void {
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes > MOST_QUEUED_BYTES) return this.reset();
    this.#queue.push(chunk);
    if (this.#working) return;
    this.#working = true;
    // What is no protocol at all is answered as a server does: by hanging up. So ends a wait for a client that left.
    this.#work()
      .catch(() => this.reset())
      .finally(() => {
        this.#working = false;
      });
  }

  async #work(): Promise<void> {
    for (let chunk = this.#queue.shift(); chunk && !this.#stalled; chunk = this.#queue.shift()) {
      this.#queuedBytes -= chunk.length;
      if (this.#startup) await this.#start(Buffer.concat([this.#startup, chunk]));
      else await this.#relay(chunk);
    }
  }

  async #start(buffer: Buffer): Promise<void> {
    this.#startup = buffer;
    const packet = readStartupPacket(buffer);
    if (packet === null) return;
    const rest = buffer.subarray(packet.bytes.length);
    switch (packet.kind) {
      case 'ENCRYPTION_REQUEST':
        this.#client.write('N');
        return this.#start(rest);
      case 'CANCEL':
        if (this.#context.switches.encounter() === 'hang') return this.stall();
        this.#openUpstream().end(packet.bytes);
        return;
      case 'STARTUP':
        this.#startup = null;
        await this.#signIn(packet.bytes, packet.parameters);
        if (rest.length > 0) await this.#relay(rest);
    }
  }

  async #signIn(bytes: Buffer, parameters: ReadonlyMap<string, string>): Promise<void> {
    const { switches, account, settled, turn } = this.#context;
    switches.countOther();
    await settled();
    const encounter = switches.encounter();
    if (encounter === 'hang') return this.stall();
    if (encounter === 'reset') return this.reset();
    if (encounter === 'error') {
      const failure = STARTUP_FAILURES[turn('startup') % STARTUP_FAILURES.length]!;
      return void this.#client.end(failure(account.user));
    }
    const user = parameters.get('user') ?? '';
    const isAllowed = user === account.user && (parameters.get('database') ?? user) === account.database;
    if (!isAllowed || parameters.has('replication')) {
      return void this.#client.end(errorResponse('FATAL', '28000', 'no pg_hba.conf entry for this account'));
    }
    this.#openUpstream().write(bytes);
  }

  async #relay(chunk: Buffer): Promise<void> {
    for (const message of this.#splitter.push(chunk)) {
      this.#counter.see(message);
      this.#unit.push(message.bytes);
      // Parse, Bind, Describe, Execute and Close travel with the Sync or Flush behind them.
      if ('PBDEC'.includes(message.type)) continue;
      const unit = Buffer.concat(this.#unit);
      this.#unit = [];
      if (message.type === 'S' || message.type === 'Q') await this.#ask(unit);
      else this.#upstream?.write(unit);
      if (this.#stalled) return;
    }
  }

  /** One statement, which meets the fault of the moment. */
  async #ask(unit: Buffer): Promise<void> {
    const { switches, settled, turn } = this.#context;
    await settled();
    const encounter = switches.encounter();
    if (encounter === 'hang') return this.stall();
    if (encounter === 'reset') return this.reset();
    const wait = switches.delay();
    if (wait >= 1) await delay(wait, undefined, { signal: this.#gone.signal });
    if (this.#stalled || this.#client.destroyed) return;
    switch (encounter) {
      case 'error': {
        const { bytes, ends } = QUERY_FAILURES[turn('query') % QUERY_FAILURES.length]!;
        if (ends) this.#client.end(bytes);
        else this.#client.write(bytes);
        return;
      }
      case 'garbage': {
        const kind = GARBAGE_KINDS[turn('garbage') % GARBAGE_KINDS.length]!;
        if (kind === 'HTML') return void this.#client.end(HTML_PAGE);
        this.#spoiler = new AnswerSpoiler(kind);
        break;
      }
      case 'answer':
      case 'maintenance': // the view is empty then; the server answers as ever
        break;
    }
    this.#upstream?.write(unit);
  }

  #openUpstream(): Socket {
    const upstream = connect(this.#context.upstream);
    this.#upstream = upstream;
    upstream.on('data', (chunk) => this.#answer(chunk));
    upstream.on('error', () => this.#client.destroy());
    upstream.on('end', () => (this.#stalled ? undefined : this.#client.end()));
    upstream.on('close', () => (this.#stalled ? undefined : this.#client.destroySoon()));
    return upstream;
  }

  #answer(chunk: Buffer): void {
    if (this.#stalled || this.#client.destroyed) return;
    if (!this.#spoiler) return void this.#client.write(chunk);
    const spoilt = this.#spoiler.push(chunk);
    if (spoilt === null) return;
    if (this.#spoiler.kind === 'TRUNCATED') this.#client.end(spoilt);
    else this.#client.write(spoilt);
    this.#spoiler = undefined;
  }
}

/** One thing that was done, with its time. What is set on it must be no personal data. */
export interface TraceSpan {
  /** W3C Trace Context, to be carried to whatever is called. */
  readonly traceparent: string;
  set(name: string, value: string | number): void;
  /** @param outcome as in the metrics @param failed whether it is an error for whoever watches traces */
  end(outcome: string, failed?: boolean): void;
}

export interface TraceLinks {
  /** Traces that it was done for as well (W3C `traceparent`). */
  links?: readonly string[];
}

/** Where spans go; absent (not a silent one) where nothing is traced, so that it costs nothing. */
export interface Tracing {
  /** @param parent W3C `traceparent` as it came; what is none is left aside */
  start(
    name: string,
    kind: 'server' | 'client' | 'internal',
    parent: string | string[] | undefined,
    links?: TraceLinks,
  ): TraceSpan;
  /** Sends what is left. */
  close(): Promise<void>;
}

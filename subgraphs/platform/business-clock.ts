/**
 * Business time (业务时间): the time by which dates and deadlines are reckoned, which a test can move. Time-outs, tokens
 * and signatures stay on the real clock.
 */
export interface BusinessClock {
  now(): Promise<Date>;
}

// ESM only: MikroORM 7 has no CommonJS build, so Jest runs with --experimental-vm-modules and Node's own
// type stripping is the whole transform.
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // An adapter's own tests lie with it: whoever removes its folder removes them.
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/adapters/**/test/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.js' },
  testTimeout: 30_000,
};

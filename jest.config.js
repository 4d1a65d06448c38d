// ESM only: MikroORM 7 has no CommonJS build, so Jest runs with --experimental-vm-modules and Node's own
// type stripping is the whole transform.
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.js' },
  testTimeout: 30_000,
};

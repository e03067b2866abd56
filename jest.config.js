/** @type {import('jest').Config} */
export default {
  globalSetup: './test/setup/make-run-folder.js',
  globalTeardown: './test/setup/remove-run-folder.js',
  projects: ['shared', 'functions', 'solution', 'local', 'test'].map((folder) => ({
    displayName: folder,
    rootDir: folder,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/../tsconfig.json', diagnostics: false }],
    },
    testMatch: ['**/*.test.ts'],
    modulePathIgnorePatterns: ['/dist/', '/\\.dunlin/'],
  })),
};

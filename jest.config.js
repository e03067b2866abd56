import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @type {import('jest').Config} */
export default {
  globalSetup: './test/setup/make-run-folder.js',
  globalTeardown: './test/setup/remove-run-folder.js',
  // Generous: a slow machine is no failure.
  testTimeout: 300_000,
  projects: [...['shared', 'functions', 'solution', 'local', 'test'].map(nodeProject), controlsProject()],
};

function nodeProject(folder) {
  return {
    displayName: folder,
    rootDir: folder,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/../tsconfig.json', diagnostics: false }],
    },
    setupFiles: ['<rootDir>/../test/setup/without-functions-host.js'],
    testMatch: ['**/*.test.ts'],
    modulePathIgnorePatterns: ['/dist/', '/\\.dunlin/'],
  };
}

/** Controls run in a browser. */
function controlsProject() {
  return {
    ...nodeProject('pcf'),
    testEnvironment: 'jsdom',
    extensionsToTreatAsEsm: ['.ts', '.tsx'],
    transform: {
      '^.+\\.tsx?$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.json', diagnostics: false }],
    },
    // Its ES modules are not marked as such.
    moduleNameMapper: { '^@fluentui/react$': require.resolve('@fluentui/react') },
    setupFiles: ['<rootDir>/jest.setup.mjs'],
    testMatch: ['**/*.test.ts', '**/*.test.tsx'],
    modulePathIgnorePatterns: ['/out/'],
  };
}

import { deploymentLock, type Lock } from './deployment-lock.ts';

const deployed = { name: 'app', version: '1.0.0', license: 'MIT', dependencies: { bus: '7.0.0' } };

function placesOf(packages: Lock['packages']): string[] {
  const lock = deploymentLock({ packages }, deployed) as Lock;
  return Object.entries(lock.packages).map(([place, { version }]) => `${place} ${version ?? ''}`);
}

it('takes what the app reaches, where it lies, and nothing else', () => {
  expect(
    placesOf({
      'functions/node_modules/bus': {
        version: '7.0.0',
        dependencies: { wire: '^1.0.0', '@azure/sign': '^2.0.0' },
      },
      'node_modules/bus': { version: '6.0.0' },
      'node_modules/wire': { version: '1.4.0', optionalDependencies: { fast: '*', absent: '*' } },
      'node_modules/fast': { version: '3.0.0' },
      'node_modules/@azure/sign': { version: '2.2.0', dependencies: { wire: '^0.9.0' } },
      'node_modules/@azure/sign/node_modules/wire': { version: '0.9.1' },
      'node_modules/jest': { version: '29.0.0' },
    }),
  ).toEqual([
    ' 1.0.0',
    'node_modules/@azure/sign 2.2.0',
    'node_modules/@azure/sign/node_modules/wire 0.9.1',
    'node_modules/bus 7.0.0',
    'node_modules/fast 3.0.0',
    'node_modules/wire 1.4.0',
  ]);
});

it('says which package is not in the lock file, and who needs it', () => {
  expect(() => placesOf({ 'node_modules/bus': { version: '7.0.0', dependencies: { wire: '*' } } })).toThrow(
    'wire, which node_modules/bus needs, is not in the lock file',
  );
});

it('refuses two versions in one place', () => {
  expect(() =>
    placesOf({
      'functions/node_modules/bus': { version: '7.0.0', dependencies: { wire: '*' } },
      'functions/node_modules/wire': { version: '2.0.0' },
      'node_modules/wire': { version: '1.0.0', dependencies: { bus: '*' } },
      'node_modules/bus': { version: '6.0.0' },
    }),
  ).not.toThrow();
  expect(() =>
    placesOf({
      'functions/node_modules/bus': { version: '7.0.0', dependencies: { other: '*' } },
      'node_modules/other': { version: '1.0.0', dependencies: { bus: '*' } },
      'node_modules/bus': { version: '6.0.0' },
    }),
  ).toThrow('Two versions of node_modules/bus would lie in one folder');
});

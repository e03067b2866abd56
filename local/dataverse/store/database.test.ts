import { Database } from './database.ts';

const database = new Database(':memory:');

afterAll(() => database.close());

function like(value: string, pattern: string): boolean {
  return database.get('SELECT fold_like(?, ?) AS found', [value, pattern])?.['found'] === 1;
}

describe("LIKE as SQL Server's", () => {
  it.each([
    ['Árvíz Kft', '%ÁRVÍZ%', true],
    ['D_7', 'D[_]7', true],
    ['Dx7', 'D[_]7', false],
    ['b1', '[a-c]1', true],
    ['d1', '[a-c]1', false],
    ['d1', '[^a-c]1', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['anything', '[z-a]', false],
    ['a]', '[]]', false],
  ])('%s like %s: %s', (value, pattern, expected) => {
    expect(like(value, pattern)).toBe(expected);
  });
});

describe('atomically', () => {
  it('undoes the inner work alone when it fails', () => {
    database.exec('CREATE TABLE t (n INTEGER)');
    database.atomically(() => {
      database.run('INSERT INTO t VALUES (1)');
      expect(() =>
        database.atomically(() => {
          database.run('INSERT INTO t VALUES (2)');
          throw new Error('no');
        }),
      ).toThrow('no');
      database.run('INSERT INTO t VALUES (3)');
    });
    expect(database.all('SELECT n FROM t').map((row) => row['n'])).toEqual([1, 3]);
  });
});

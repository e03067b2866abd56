import { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';

describe('group commit', () => {
  const aDatabase = () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE note (text TEXT)');
    return database;
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('runs effects after the commit, in the order they were asked for', async () => {
    const database = aDatabase();
    const commit = new GroupCommit(database);
    const seen: string[] = [];

    commit.write(() => database.exec(`INSERT INTO note VALUES ('one')`));
    commit.afterCommit(() => seen.push(database.isTransaction ? 'too early' : 'first'));
    commit.write(() => database.exec(`INSERT INTO note VALUES ('two')`));
    commit.afterCommit(() => seen.push('second'));
    expect([database.isTransaction, seen]).toEqual([true, []]);
    await turn();

    expect([database.isTransaction, seen]).toEqual([false, ['first', 'second']]);
  });

  it('commits what an effect writes before the effects of that', async () => {
    const database = aDatabase();
    const commit = new GroupCommit(database);
    const seen: boolean[] = [];

    commit.afterCommit(() => {
      commit.write(() => database.exec(`INSERT INTO note VALUES ('later')`));
      commit.afterCommit(() => seen.push(database.isTransaction));
    });
    await turn();

    expect(seen).toEqual([false]);
  });
});

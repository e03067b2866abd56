import { Database } from './database.ts';
import { Remembered } from './remembered.ts';

const database = new Database(':memory:');
database.exec('CREATE TABLE rate (value INTEGER)');
database.run('INSERT INTO rate VALUES (1)');
const rates = new Remembered<unknown>(database);

function rate(): unknown {
  return rates.of('EUR', () => database.get('SELECT value FROM rate')?.['value']);
}

function write(value: number): void {
  database.run('UPDATE rate SET value = ?', [value]);
  rates.forget();
}

function undone(work: () => void): void {
  const refused = new Error('refused');
  expect(() =>
    database.atomically(() => {
      work();
      throw refused;
    }),
  ).toThrow(refused);
}

it('is read once, and again when it was written', () => {
  expect(rate()).toBe(1);
  database.run('UPDATE rate SET value = 2');
  expect(rate()).toBe(1);
  rates.forget();
  expect(rate()).toBe(2);
});

it('is read again when the write it tells of was undone', () => {
  undone(() => {
    write(3);
    expect(rate()).toBe(3);
  });
  expect(rate()).toBe(2);
});

it('remembers across what is undone when it was read before', () => {
  expect(rate()).toBe(2);
  database.run('UPDATE rate SET value = 4');
  undone(() => expect(rate()).toBe(2));
  expect(rate()).toBe(2);
});

it('is read again when the whole transaction is rolled back', () => {
  database.run('BEGIN IMMEDIATE');
  write(5);
  expect(rate()).toBe(5);
  database.rollback();
  expect(rate()).toBe(4);
});

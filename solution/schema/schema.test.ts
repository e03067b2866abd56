import { tables } from '@dunlin/shared/tables/index';
import { company } from '@dunlin/shared/tables/company';
import { collectionAction, sms } from '@dunlin/shared/tables/collection';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { strategyStep } from '@dunlin/shared/tables/policy';
import { roles } from '@dunlin/shared/tables/roles';
import type { Table } from '@dunlin/shared/tables/table';
import type { Element } from '../xml/element.ts';
import { childNamed, descendants, textOf } from '../xml/parse.ts';
import { auditedTables } from './audited.ts';
import { entityXml } from './entity.ts';
import { relationships } from './relationships.ts';
import { privilegesOf } from './roles.ts';

function columnNames(table: Table): string[] {
  return descendants(entityXml(table), 'attribute').map(
    (attribute) => attribute.attributes.PhysicalName ?? '',
  );
}

function column(table: Table, name: string): Element {
  const found = descendants(entityXml(table), 'attribute').find(
    (attribute) => textOf(childNamed(attribute, 'LogicalName')) === name,
  );
  if (found === undefined) throw new Error(`${table.name} has no column ${name}`);
  return found;
}

function value(table: Table, name: string, element: string): string {
  return textOf(childNamed(column(table, name), element));
}

describe('auditing', () => {
  const isAudited = (table: Table): string => textOf(descendants(entityXml(table), 'IsAuditEnabled').at(-1));

  it('keeps the history of actions, which are changed after they were carried out, and of no mirror of the ledger', () => {
    expect(isAudited(collectionAction)).toBe('1');
    expect(isAudited(receivable)).toBe('0');
  });

  it('keeps who owned an action, its state and its result, but not its texts', () => {
    const kept = (name: string): string => value(collectionAction, name, 'IsAuditEnabled');
    expect(['ownerid', 'statuscode', 'dun_result', 'dun_amount'].map(kept)).toEqual(['1', '1', '1', '1']);
    expect(['dun_lines', 'dun_because', 'dun_amount_base', 'modifiedon'].map(kept)).toEqual([
      '0',
      '0',
      '0',
      '0',
    ]);
  });

  it('names only tables and columns there are', () => {
    for (const [name, { only = [], except = [] }] of Object.entries(auditedTables)) {
      const table: Table | undefined = Object.values(tables).find((candidate) => candidate.name === name);
      const columns = Object.keys(table?.columns ?? {});
      expect([name, [...only, ...except].filter((column) => !columns.includes(column))]).toEqual([name, []]);
      expect([name, table === undefined]).toEqual([name, false]);
    }
  });
});

describe('columns', () => {
  it('bring a base amount for each amount, and one currency and rate a table', () => {
    const names = columnNames(receivable);
    expect(names.filter((name) => name.startsWith('dun_amount') || name.startsWith('dun_open'))).toEqual([
      'dun_amount',
      'dun_amount_Base',
      'dun_open',
      'dun_open_Base',
    ]);
    expect(names.filter((name) => ['TransactionCurrencyId', 'ExchangeRate'].includes(name))).toHaveLength(2);
    expect(value(receivable, 'dun_open_base', 'CalculationOf')).toBe('dun_open');
    expect(value(receivable, 'dun_open_base', 'ValidForUpdateApi')).toBe('0');
  });

  it('keep a due date as a day without a zone and an instant in the user’s zone', () => {
    expect(value(receivable, 'dun_dueon', 'Behavior')).toBe('2');
    expect(value(receivable, 'createdon', 'Behavior')).toBe('1');
  });

  it('give user-owned tables an owner and organisation-owned ones an organisation', () => {
    expect(columnNames(debtor)).toEqual(
      expect.arrayContaining(['OwnerId', 'OwningBusinessUnit', 'OwningTeam', 'OwningUser']),
    );
    expect(columnNames(company)).toContain('OrganizationId');
    expect(columnNames(company)).not.toContain('OwnerId');
  });

  it('tie each status reason to its state', () => {
    const statuses = descendants(column(receivable, 'statuscode'), 'status').map(({ attributes }) => [
      attributes.value,
      attributes.state,
    ]);
    expect(statuses).toEqual([
      ['1', '0'],
      ['2', '1'],
      ['784000000', '1'],
    ]);
  });

  it('make an activity keyed by activityid, named by its subject and regarding something', () => {
    expect(columnNames(sms)).toEqual(
      expect.arrayContaining(['ActivityId', 'Subject', 'RegardingObjectId', 'To']),
    );
    expect(columnNames(sms)).not.toContain('dun_SmsId');
    expect(textOf(descendants(entityXml(sms), 'IsActivity')[0])).toBe('1');
  });
});

describe('alternate keys', () => {
  it('list their columns in the order declared', () => {
    const [key] = descendants(entityXml(strategyStep), 'EntityKeyAttributes');
    expect(descendants(key ?? entityXml(strategyStep), 'AttributeName').map(textOf)).toEqual([
      'dun_strategyid',
      'dun_code',
    ]);
  });
});

describe('relationships', () => {
  const all = relationships();

  it('make two of a customer lookup, each with its own navigation property', () => {
    const customers = all.filter(
      ({ from, column: name }) => from === 'dun_Debtor' && name === 'dun_customerid',
    );
    expect(customers.map(({ name, to, navigation }) => [name, to, navigation?.lookup])).toEqual([
      ['dun_debtor_customerid_account', 'Account', 'dun_customerid_account'],
      ['dun_debtor_customerid_contact', 'Contact', 'dun_customerid_contact'],
    ]);
  });

  it('restrict deletion for all our lookups and cascade nothing', () => {
    const ours = all.filter(({ column: name }) => name.startsWith('dun_'));
    expect(new Set(ours.map(({ onDelete }) => onDelete))).toEqual(new Set(['Restrict']));
  });

  it('have names of their own', () => {
    expect(new Set(all.map(({ name }) => name.toLowerCase())).size).toBe(all.length);
  });
});

describe('roles', () => {
  it('let the app delete nothing', () => {
    const app = roles.find(({ name }) => name === 'Dunlin App');
    expect(app && privilegesOf(app).filter((name) => name.startsWith('prvDelete'))).toEqual([]);
  });

  it('name privileges after schema names, and those of activities once for all', () => {
    const collector = roles.find(({ name }) => name === 'Dunlin Collector');
    expect(collector && privilegesOf(collector)).toEqual(
      expect.arrayContaining(['prvReaddun_Debtor', 'prvReadUser', 'prvWriteActivity', 'prvWriteQueue']),
    );
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  activitiesQuery,
  continuationQuery,
  debtorsQuery,
  ledgerSources,
  navigationFromDebtor,
  queryOfLink,
} from './queries.ts';

const id = 'a0000000-0000-4000-8000-000000000001';

describe('the question that opens a timeline', () => {
  it('asks for the debtors of a customer, or for the one debtor', () => {
    const filterOf = (table: Parameters<typeof debtorsQuery>[0]['table']): string | undefined =>
      /\$filter=([^&]*)/.exec(debtorsQuery({ table, id }, 'newestFirst'))?.[1];
    expect(filterOf('account')).toBe(`_dun_customerid_value eq ${id}`);
    expect(filterOf('contact')).toBe(`_dun_customerid_value eq ${id}`);
    expect(filterOf('dun_debtor')).toBe(`dun_debtorid eq ${id}`);
    expect(filterOf('dun_collectioncase')).toBe(
      `dun_collectioncase_debtorid/any(c:c/dun_collectioncaseid eq ${id})`,
    );
  });

  it('takes the first fifty of each source in the order of the timeline, without a nested $expand', () => {
    const query = debtorsQuery({ table: 'account', id }, 'oldestFirst');
    expect(query).toContain('dun_payment_debtorid($select=dun_paymentid,dun_name,dun_paidon,');
    expect(query).toContain('$orderby=dun_paidon asc;$top=50)');
    expect(query.match(/\$expand/g)).toHaveLength(1);
  });

  it('names collections as the solution does', () => {
    const file = resolve('solution/src/Other/Relationships/dun_Debtor.xml');
    const relationships = readFileSync(file, 'utf8');
    for (const source of ledgerSources) {
      expect(relationships).toContain(`<EntityRelationship Name="${navigationFromDebtor(source)}">`);
    }
  });

  it('asks for activities regarding the customer', () => {
    expect(activitiesQuery(id, 'newestFirst')).toContain(
      `$filter=_regardingobjectid_value eq ${id}&$orderby=createdon desc`,
    );
  });
});

describe('the question for more', () => {
  it('takes up at the day of the last row, which may have more of them', () => {
    const query = continuationQuery('receivables', {
      debtorIds: ['d1', 'd2'],
      day: '2025-03-01',
      direction: 'newestFirst',
    });
    expect(query).toContain(
      '$filter=(_dun_debtorid_value eq d1 or _dun_debtorid_value eq d2) and dun_issuedon le 2025-03-01&$orderby=dun_issuedon desc',
    );
    const back = continuationQuery('payments', {
      debtorIds: ['d1'],
      day: '2025-03-01',
      direction: 'oldestFirst',
    });
    expect(back).toContain('dun_paidon ge 2025-03-01&$orderby=dun_paidon asc');
  });

  it('follows a link unchanged', () => {
    expect(queryOfLink('http://crm.example/x?$select=a&$skiptoken=%3Ccookie')).toBe(
      '?$select=a&$skiptoken=%3Ccookie',
    );
  });
});

import { isoDate } from '@dunlin/shared/dates/iso-date';
import { startLocalApp, type LocalApp } from './local-app.ts';

describe('the starter policy', () => {
  let app: LocalApp;
  beforeAll(async () => {
    app = await startLocalApp('2026-03-01T08:00:00Z');
  }, 120_000);
  afterAll(() => app.stop());

  it('is published as the first version', async () => {
    const { rows } = await app.admin.get('dun_policyversions');
    console.log(JSON.stringify(rows, null, 1));
    const [company] = await app.services.policies.all();
    console.log(company?.policy(isoDate('2026-03-01')).version);
    console.log(JSON.stringify((await app.admin.get('dun_policyruns')).rows));
  });
});

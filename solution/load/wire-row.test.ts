import { company } from '@dunlin/shared/tables/company';
import { strategyStep, template } from '@dunlin/shared/tables/policy';
import { UnreadableRow, wireRow, type Resolve } from './wire-row.ts';

const resolve: Resolve = (table, code) => Promise.resolve({ set: `${table}s`, id: `id-of-${code}` });

describe('rows as people write them', () => {
  it('become wire rows: option names numbers, lines a text, codes references', async () => {
    expect(
      await wireRow(
        company,
        {
          dun_code: 'DEMO',
          dun_address: ['Minta utca 1.', '1011 Budapest'],
          dun_calendarid: 'EU',
          dun_maxledgeragedays: 3,
        },
        resolve,
      ),
    ).toEqual({
      key: "dun_code='DEMO'",
      body: {
        dun_address: 'Minta utca 1.\n1011 Budapest',
        'dun_calendarid@odata.bind': '/dun_calendars(id-of-EU)',
        dun_maxledgeragedays: 3,
      },
    });
  });

  it('are addressed by all columns of their key, options by number and lookups by id', async () => {
    const step = await wireRow(strategyStep, { dun_strategyid: 'business', dun_code: 'call' }, resolve);
    expect(step.key).toBe("_dun_strategyid_value=id-of-business,dun_code='call'");
    const text = await wireRow(
      template,
      { dun_code: "o'clock", dun_channel: 'sms', dun_language: 'hu' },
      resolve,
    );
    expect(text.key).toBe("dun_code='o''clock',dun_channel=784000002,dun_language='hu'");
  });

  it.each([
    [{ dun_code: 'x', dun_colour: 'red' }, 'dun_colour is no column of dun_company'],
    [{ dun_name: 'x' }, 'dun_code is missing'],
    [{ dun_code: 'x', dun_bic: 'TOOLONGFORABIC' }, '14 characters, 11 is the most there is room for'],
    [{ dun_code: 'x', dun_maxledgeragedays: '3' }, '"3" is no integer'],
    [{ dun_code: 'x', dun_released: 'yes' }, '"yes" is no boolean'],
  ])('are refused when they do not fit: %j', async (row, problem) => {
    await expect(wireRow(company, row, resolve)).rejects.toThrow(problem);
    await expect(wireRow(company, row, resolve)).rejects.toBeInstanceOf(UnreadableRow);
  });

  it('are refused with the options there are when an option has another name', async () => {
    await expect(
      wireRow(strategyStep, { dun_strategyid: 'business', dun_code: 'fax', dun_channel: 'fax' }, resolve),
    ).rejects.toThrow('"fax" is none of email, letter, sms, call, person');
  });
});

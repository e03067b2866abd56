import { stableId } from './stable-id.ts';

describe('stable ids', () => {
  it('are UUIDs of version 5 of their names', () => {
    // Python: uuid.uuid5(uuid.UUID('0f6f4f1f-5b5c-4a7e-a3d0-d7c1e4b0d001'), 'view/dun_debtor/list')
    expect(stableId('view/dun_debtor/list')).toBe('0a1c9ce1-3c5b-5815-99ca-1bae7d218145');
  });
});

/** Looks for drops of the ERP and starts to import the next of each source: by schedule, or when asked over HTTP. */
import { app, type HttpResponseInit } from '@azure/functions';
import { DropError } from './erp/drop-error.ts';
import { takeDrops, type DropResult } from './import/take-drops.ts';
import { services } from './services.ts';

function inWords(result: DropResult): string {
  switch (result.kind) {
    case 'started':
      return `${result.drop}: ${result.chunks} chunks to import, ${result.rejected} rows set aside`;
    case 'repeat':
      return `${result.drop}: imported before, nothing to do`;
    case 'busy':
      return `${result.drop}: waits for ${result.with}`;
    case 'refused':
      return `${result.drop}: refused: ${result.reason}`;
  }
}

async function answer(): Promise<HttpResponseInit> {
  try {
    const results = await takeDrops(services());
    return { status: results.some(({ kind }) => kind === 'refused') ? 422 : 200, jsonBody: results };
  } catch (error) {
    if (error instanceof DropError) return { status: 422, jsonBody: { error: error.message } };
    throw error;
  }
}

app.timer('syncErp', {
  schedule: '%SYNC_SCHEDULE%',
  handler: async (_timer, context) => {
    for (const result of await takeDrops(services())) context.log(inWords(result));
  },
});

app.http('syncErpNow', { methods: ['POST'], authLevel: 'function', route: 'sync-erp', handler: answer });

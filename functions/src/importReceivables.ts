/** Imports the chunks of a run and ends it after the last one. A message only points at them. */
import { app } from '@azure/functions';
import { queues, receivableChanges, type ReceivableChanges } from '@dunlin/shared/messages/messages';
import { finishRun } from './import/finish-run.ts';
import { importChunk } from './import/import-chunk.ts';
import { services, type Services } from './services.ts';

export async function importReceivables(services: Services, message: ReceivableChanges): Promise<string> {
  switch (message.kind) {
    case 'chunk':
      return importChunk(services, message.run, message.chunk);
    case 'finish':
      return finishRun(services, message.run);
  }
}

app.serviceBusQueue('importReceivables', {
  connection: 'ServiceBus',
  queueName: queues.receivableChanges,
  isSessionsEnabled: true,
  handler: async (message, context) =>
    context.log(await importReceivables(services(), receivableChanges.parse(message))),
});

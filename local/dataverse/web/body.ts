/** Reads the body of a request, no further than what the service takes. */
import type { IncomingMessage } from 'node:http';
import { DataverseError } from '../errors.ts';

const maximumBytes = 128 * 1024 * 1024;

const none = new Uint8Array();

export async function readBody(message: IncomingMessage): Promise<Uint8Array> {
  const { headers } = message;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return none;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maximumBytes) {
      throw new DataverseError(413, '0x80048d06', `The request is larger than ${maximumBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes of a file as UTF-8 without byte order mark, whatever of the mapping's encodings it is written in. */
import { isUtf8 } from 'node:buffer';
import { DropError } from './drop-error.ts';

export type Encoding = 'utf-8' | 'windows-1250' | 'latin1';

/** @throws DropError when the file is written in another encoding than it is said to be. */
export function utf8Of(file: string, bytes: Buffer, encoding: Encoding): Buffer {
  const marked = startsWith(bytes, 0xef, 0xbb, 0xbf);
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    throw wrongEncoding(file, 'is written in UTF-16');
  if (encoding !== 'utf-8') {
    if (marked) throw wrongEncoding(file, `is marked as UTF-8, but the mapping says ${encoding}`);
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  }
  if (!isUtf8(bytes)) {
    throw wrongEncoding(file, `is not written in UTF-8 (first seen in line ${lineOfFirstWrongByte(bytes)})`);
  }
  return marked ? bytes.subarray(3) : bytes;
}

function wrongEncoding(file: string, problem: string): DropError {
  const remedy =
    'Export it in the encoding of the mapping (utf-8, windows-1250 or latin1) or correct the mapping';
  return new DropError({ file, field: 'encoding', problem, remedy });
}

function startsWith(bytes: Buffer, ...first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}

/** A line feed is never a part of a longer UTF-8 sequence, so each line can be checked alone. */
function lineOfFirstWrongByte(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (
    let end = bytes.indexOf('\n');
    end >= 0 && isUtf8(bytes.subarray(start, end));
    end = bytes.indexOf('\n', start)
  ) {
    line += 1;
    start = end + 1;
  }
  return line;
}

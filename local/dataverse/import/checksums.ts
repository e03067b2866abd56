/** The checksums of a zip, which unzipping does not look at: bytes that changed on their way would be imported as they are. */
import { crc32 } from 'node:zlib';
import { ImportRefused } from './refusal.ts';

const centralFile = 0x02014b50;
const endOfCentralDirectory = 0x06054b50;
const endLength = 22;

/** @param files the unzipped bytes, by the names in the zip. @throws ImportRefused naming the first file whose bytes are not those that were packed */
export function checkChecksums(zip: Uint8Array, files: Readonly<Record<string, Uint8Array>>): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== centralFile)
      throw new ImportRefused('the zip', 'its directory is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number];
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    const bytes = files[name];
    if (bytes === undefined || crc32(bytes) !== view.getUint32(at + 16, true))
      throw new ImportRefused(name, 'its bytes are not those that were packed');
    at += 46 + nameLength + extraLength + commentLength;
  }
}

/** It stands at the end, before a comment at most. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - endLength; at >= 0; at -= 1)
    if (view.getUint32(at, true) === endOfCentralDirectory) return at;
  throw new ImportRefused('the zip', 'it has no directory');
}

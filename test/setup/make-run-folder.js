/** One folder for everything the tests of a run put on the disk; `remove-run-folder.js` takes it away, whatever became of the tests. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export default function makeRunFolder() {
  process.env['TEST_RUN_FOLDER'] = mkdtempSync(join(tmpdir(), 'test-run-'));
}

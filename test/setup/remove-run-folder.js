import { rmSync } from 'node:fs';
import process from 'node:process';

export default function removeRunFolder() {
  rmSync(process.env['TEST_RUN_FOLDER'], { recursive: true, force: true, maxRetries: 3 });
}

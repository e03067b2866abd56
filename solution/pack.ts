/**
 * Packs solution/src and the controls of pcf/ into dist/Dunlin.zip (npm run solution:pack), with the labels of
 * all languages, building controls that changed. This zip is for the local Dataverse and for checking; a release is
 * exported from a build environment, where Microsoft's own tools have validated it.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { buildControls, BuildError } from './controls/build.ts';
import { buildCommands } from './package/commands.ts';
import { packZip } from './package/zip.ts';
import { readSource } from './package/source.ts';
import { readTranslations } from './package/translation.ts';
import { controlsFolder, packagePath, sourceFolder, zipPath } from './paths.ts';

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(packagePath, 'utf8')) as { version: string };
  const controls = await buildControls(controlsFolder, console.log);
  const translations = readTranslations();
  const zip = packZip({
    source: readSource(sourceFolder),
    controls,
    commands: buildCommands(translations),
    translations,
    version,
  });
  if (existsSync(zipPath) && readFileSync(zipPath).equals(zip)) {
    console.log(`dist/Dunlin.zip ${version} is up to date`);
    return;
  }
  mkdirSync(dirname(zipPath), { recursive: true });
  // Under another name first, so that nobody ever reads half a zip.
  writeFileSync(`${zipPath}.new`, zip);
  renameSync(`${zipPath}.new`, zipPath);
  console.log(`dist/Dunlin.zip ${version}, ${zip.length} bytes`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

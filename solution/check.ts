/**
 * Checks solution/src (npm run solution:check): every name means something, ids are unique, what is generated is up to date, a control
 * that changed has a higher version, and everything is said in every language.
 */
import { catalogOf, type Problem } from './checks/catalog.ts';
import { drift } from './checks/drift.ts';
import { formProblems } from './checks/forms.ts';
import {
  appProblems,
  idProblems,
  labelProblems,
  roleProblems,
  stepProblems,
  tableProblems,
} from './checks/structure.ts';
import { viewProblems } from './checks/views.ts';
import type { ControlManifest } from './controls/manifest.ts';
import { controlProjects } from './controls/projects.ts';
import { readVersions, versionProblems } from './controls/versions.ts';
import { customizations } from './package/customizations.ts';
import { fileAt, readSource, type Source } from './package/source.ts';
import { untranslated } from './package/translate.ts';
import { readTranslations } from './package/translation.ts';
import { controlsFolder, sourceFolder, versionsPath } from './paths.ts';
import { generatedFiles } from './schema/generated-files.ts';
import { element } from './xml/element.ts';

/**
 * All problems of a source folder, in a stable order.
 * @param controls the manifests of the controls it is packed with.
 */
export function problemsOf(folder: string, controls: readonly ControlManifest[]): Problem[] {
  // A table that is wrong would make its generated files wrong too: say so first, and alone.
  const declared = [...tableProblems(), ...roleProblems()];
  if (declared.length > 0) return declared;
  const source = readSource(folder);
  const catalog = catalogOf(source);
  return [
    ...drift(folder, generatedFiles(folder, controls)).map(({ path, problem }) => ({
      file: path,
      message: `${problem}: run npm run solution:generate`,
    })),
    ...idProblems(source),
    ...labelProblems(source),
    ...formProblems(source, catalog, controls),
    ...viewProblems(source, catalog),
    ...appProblems(source, catalog),
    ...stepProblems(catalog),
    ...translationProblems(source),
  ];
}

function translationProblems(source: Source): Problem[] {
  const documents = element('documents', {}, [
    customizations(source, []),
    fileAt(source, 'Other/Solution.xml'),
  ]);
  return readTranslations().flatMap((translation) =>
    untranslated(documents, translation).map((text) => ({
      file: `solution/translations/${translation.language}.json`,
      message: `has no words for “${text}”`,
    })),
  );
}

if (import.meta.main) {
  const projects = controlProjects(controlsFolder);
  const problems = [
    ...problemsOf(
      sourceFolder,
      projects.map(({ manifest }) => manifest),
    ),
    ...versionProblems(projects, readVersions(versionsPath)),
  ];
  for (const { file, message } of problems) console.error(`${file}: ${message}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log('solution/src and pcf/: no problems');
}

/**
 * Checks solution/src (npm run solution:check): every name means something, ids are unique, what is generated is up to date, a control
 * that changed has a higher version, and everything is said in every language. With -- --against previous.zip, also that it can be brought
 * over the release packed there without losing anything.
 */
import { parseArgs } from 'node:util';
import { catalogOf, type Problem } from './checks/catalog.ts';
import { dashboardRoleProblems } from './checks/dashboard-roles.ts';
import { dashboardProblems } from './checks/dashboards.ts';
import { drift } from './checks/drift.ts';
import { formProblems } from './checks/forms.ts';
import { mapProblems } from './checks/maps.ts';
import { quickFormProblems } from './checks/quick-forms.ts';
import { handlerProblems, ribbonProblems, type WebResources } from './checks/ribbons.ts';
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
import { texts } from './commands/texts.ts';
import { buildCommands, commandsName } from './package/commands.ts';
import { customizations } from './package/customizations.ts';
import { fileAt, readSource, type Source } from './package/source.ts';
import { untranslated } from './package/translate.ts';
import { readTranslations } from './package/translation.ts';
import { controlsFolder, sourceFolder, versionsPath } from './paths.ts';
import { NoRelease, shapeOfPackage, shapeOfSource } from './upgrade/against.ts';
import { breaksBetween } from './upgrade/breaks.ts';
import { generatedFiles } from './schema/generated-files.ts';
import { webResourceNames } from './schema/web-resources.ts';
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
  const webResources = webResourcesOf(folder);
  return [
    ...drift(folder, generatedFiles(folder, controls)).map(({ path, problem }) => ({
      file: path,
      message: `${problem}: run npm run solution:generate`,
    })),
    ...idProblems(source),
    ...labelProblems(source),
    ...formProblems(source, catalog, controls),
    ...quickFormProblems(source),
    ...mapProblems(source, catalog),
    ...viewProblems(source, catalog),
    ...dashboardProblems(source, catalog),
    ...dashboardRoleProblems(source),
    ...appProblems(source, catalog),
    ...stepProblems(catalog),
    ...ribbonProblems(source, catalog, webResources),
    ...handlerProblems(source, webResources),
    ...translationProblems(source),
  ];
}

function translationProblems(source: Source): Problem[] {
  const documents = element('documents', {}, [
    customizations(source, []),
    fileAt(source, 'Other/Solution.xml'),
  ]);
  return readTranslations().flatMap((translation) => {
    const said = Object.values(texts).filter((text) => !(text in translation.words));
    return [...new Set([...untranslated(documents, translation), ...said])].map((text) => ({
      file: `solution/translations/${translation.language}.json`,
      message: `has no words for “${text}”`,
    }));
  });
}

function webResourcesOf(folder: string): WebResources {
  return {
    names: webResourceNames(folder),
    functions: new Map([[commandsName, buildCommands([]).functions]]),
  };
}

/** What the source would break of the release in that file. @throws NoRelease */
function upgradeProblems(release: string, controls: readonly ControlManifest[]): Problem[] {
  const before = shapeOfPackage(release);
  const after = shapeOfSource(controls);
  if (before.solution !== after.solution)
    throw new NoRelease(`${release} is a package of ${before.solution}, not of ${after.solution}`);
  return breaksBetween(before, after).map(({ place, message }) => ({ file: place, message }));
}

function main(): void {
  const { values } = parseArgs({ options: { against: { type: 'string' } } });
  const projects = controlProjects(controlsFolder);
  const controls = projects.map(({ manifest }) => manifest);
  const problems = [
    ...problemsOf(sourceFolder, controls),
    ...versionProblems(projects, readVersions(versionsPath)),
    ...(values.against === undefined ? [] : upgradeProblems(values.against, controls)),
  ];
  for (const { file, message } of problems) console.error(`${file}: ${message}`);
  const than = values.against === undefined ? '' : `, also over ${values.against}`;
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`solution/src and pcf/: no problems${than}`);
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    const isExpected =
      error instanceof NoRelease || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (isExpected !== true) throw error;
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}

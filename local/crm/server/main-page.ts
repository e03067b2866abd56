/** The one page of the CRM: it brings React and Fluent once, for itself and for the controls on its forms, as Dynamics does. */
import { page, type Answer } from './answers.ts';
import { libraries } from './files.ts';

export function mainPage(appVersion: string): Answer {
  const script = (address: string): string => `<script src="${address}" defer></script>`;
  return page(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
      '<meta name="viewport" content="width=device-width, initial-scale=1"><title>CRM</title>' +
      '<link rel="icon" href="data:,">' +
      `<link rel="stylesheet" href="/app/app.css?v=${appVersion}">` +
      script(libraries.react.address) +
      script(libraries.reactDom.address) +
      script('/app/before-fluent.js') +
      script(libraries.fluent.address) +
      script('/app/for-controls.js') +
      script(`/app/app.js?v=${appVersion}`) +
      '</head><body><div id="crm"></div></body></html>',
  );
}

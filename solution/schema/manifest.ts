/** Other/Solution.xml and Other/Customizations.xml: what the solution is called, who publishes it and which components it roots. */
import { element, text, type Element } from '../xml/element.ts';
import { descriptions, english, languages, localizedNames } from './labels.ts';

export const publisher = { prefix: 'dun', optionValuePrefix: 78400 } as const;

/** A root component: by schema name where it has one, otherwise by id. */
export type RootComponent = {
  readonly type: number;
  /** 0 with everything it has, 2 only what this solution adds to it. */
  readonly behavior: 0 | 2;
} & ({ readonly schemaName: string } | { readonly id: string });

export const componentTypes = {
  table: 1,
  role: 20,
  form: 60,
  webResource: 61,
  siteMap: 62,
  control: 66,
  columnProfile: 70,
  app: 80,
  step: 92,
  serviceEndpoint: 95,
} as const;

/** The version is 0.0.0.0 here; packing writes the one of package.json. */
export function solutionXml(components: readonly RootComponent[]): Element {
  return element(
    'ImportExportXml',
    {
      version: '9.2.0.0',
      SolutionPackageVersion: '9.2',
      languagecode: english,
      generatedBy: 'Dunlin',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    [
      element('SolutionManifest', {}, [
        text('UniqueName', 'Dunlin'),
        localizedNames('Dunlin'),
        descriptions('Receivables collection.'),
        text('Version', '0.0.0.0'),
        text('Managed', 0),
        element('Publisher', {}, [
          text('UniqueName', 'dunlin'),
          localizedNames('Dunlin'),
          descriptions('Publisher of Dunlin.'),
          nil('EMailAddress'),
          nil('SupportingWebsiteUrl'),
          text('CustomizationPrefix', publisher.prefix),
          text('CustomizationOptionValuePrefix', publisher.optionValuePrefix),
          element('Addresses', {}, [address(1), address(2)]),
        ]),
        element('RootComponents', {}, components.map(rootComponent)),
        element('MissingDependencies'),
      ]),
    ],
  );
}

export function customizationsXml(): Element {
  return element('ImportExportXml', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    ...[
      'Entities',
      'Roles',
      'Workflows',
      'FieldSecurityProfiles',
      'Templates',
      'EntityMaps',
      'EntityRelationships',
      'OrganizationSettings',
      'optionsets',
      'Dashboards',
      'WebResources',
      'CustomControls',
      'SdkMessageProcessingSteps',
      'ServiceEndpoints',
      'AppModuleSiteMaps',
      'AppModules',
      'EntityDataProviders',
    ].map((name) => element(name)),
    element(
      'Languages',
      {},
      languages().map((language) => text('Language', language)),
    ),
  ]);
}

function rootComponent(component: RootComponent): Element {
  const named =
    'schemaName' in component ? { schemaName: component.schemaName } : { id: `{${component.id}}` };
  return element('RootComponent', {
    type: String(component.type),
    ...named,
    behavior: String(component.behavior),
  });
}

function nil(name: string): Element {
  return element(name, { 'xsi:nil': 'true' }, '');
}

/** Both addresses are there in every export, empty or not. */
function address(number: number): Element {
  const nils = (...names: readonly string[]) => names.map(nil);
  return element('Address', {}, [
    text('AddressNumber', number),
    text('AddressTypeCode', 1),
    ...nils('City', 'County', 'Country', 'Fax', 'FreightTermsCode', 'ImportSequenceNumber', 'Latitude'),
    ...nils('Line1', 'Line2', 'Line3', 'Longitude', 'Name', 'PostalCode', 'PostOfficeBox'),
    ...nils('PrimaryContactName'),
    text('ShippingMethodCode', 1),
    ...nils('StateOrProvince', 'Telephone1', 'Telephone2', 'Telephone3', 'TimeZoneRuleVersionNumber'),
    ...nils('UPSZone', 'UTCOffset', 'UTCConversionTimeZoneCode'),
  ]);
}

import { strToU8, unzipSync, zipSync } from 'fflate';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { packSolution } from '../fixtures/solution.ts';

const manifest = (version: string): string =>
  `<manifest><control namespace="Sample" constructor="Dial" version="${version}" control-type="virtual">` +
  '<type-group name="numbers"><type>Whole.None</type><type>Decimal</type></type-group>' +
  '<property name="value" usage="bound" of-type-group="numbers" required="true" />' +
  '<property name="label" usage="input" of-type="SingleLine.Text" />' +
  '<resources><code path="bundle.js" order="1" /><css path="css/dial.css" order="1" />' +
  '<resx path="strings/Dial.1033.resx" version="1.0.0" /><resx path="strings/Dial.1038.resx" version="1.0.0" />' +
  '<platform-library name="React" version="16.14.0" /></resources></control></manifest>';

const folder = 'Controls/tst_Sample.Dial';

function packControl(version: string, files: Readonly<Record<string, string>>): Uint8Array {
  const xml =
    '<CustomControls><CustomControl><Name>tst_Sample.Dial</Name>' +
    `<FileName>/${folder}/ControlManifest.xml</FileName></CustomControl></CustomControls>`;
  const controlFiles = Object.entries({ 'ControlManifest.xml': manifest(version), ...files });
  return zipSync({
    ...unzipSync(packSolution({ version: `${version}.0`, xml })),
    ...Object.fromEntries(controlFiles.map(([path, content]) => [`${folder}/${path}`, strToU8(content)])),
  });
}

const files = {
  'bundle.js': 'var first = 1;',
  'css/dial.css': '.Sample\\.Dial { color: red }',
  'strings/Dial.1033.resx': '<root>Dial</root>',
  'strings/Dial.1038.resx': '<root>Számlap</root>',
};

describe('a control in a package', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ zip: packControl('1.0.0', files) });
    const admin = await server.as('admin@local');
    const user = await admin.create('systemusers', {
      domainname: 'anna@local',
      lastname: 'Anna',
      azureactivedirectoryobjectid: 'a0000000-0000-4000-8000-000000000001',
    });
    const { first } = await admin.get("roles?$select=roleid&$filter=name eq 'Basic User'");
    await admin.send('POST', `systemusers(${user})/systemuserroles_association/$ref`, {
      '@odata.id': `${admin.base}roles(${String(first['roleid'])})`,
    });
  });
  afterAll(async () => server.stop());

  /** What a page gets, signed in as a user with no more than the platform's own role. */
  async function load(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { token } = await server.as('anna@local');
    return fetch(`http://127.0.0.1:${server.port}${path}`, {
      headers: { Authorization: `Bearer ${token}`, ...headers },
    });
  }

  it('is a row with its manifest, version and the types it can be bound to', async () => {
    const admin = await server.as('admin@local');
    const { first } = await admin.get("customcontrols?$filter=name eq 'tst_Sample.Dial'");
    expect(first).toMatchObject({
      name: 'tst_Sample.Dial',
      version: '1.0.0',
      manifest: manifest('1.0.0'),
      compatibledatatypes: 'Whole.None,Decimal',
    });
  });

  it('has a web resource for every file of its manifest, found through the control (assumed: the resource is named by its path)', async () => {
    const admin = await server.as('admin@local');
    const { first } = await admin.get("customcontrols?$select=customcontrolid&$filter=version eq '1.0.0'");
    const id = String(first['customcontrolid']);
    const resources = await admin.get(
      `customcontrolresources?$select=name,webresourceid&$filter=customcontrolid eq ${id}&$orderby=name`,
    );
    expect(resources.list('name')).toEqual([
      'bundle.js',
      'css/dial.css',
      'strings/Dial.1033.resx',
      'strings/Dial.1038.resx',
    ]);
    const hungarian = await admin.get(
      `webresourceset(${String(resources.rows[3]?.['webresourceid'])})?$select=name,content,languagecode,webresourcetype`,
    );
    expect(hungarian.body).toMatchObject({
      name: 'cc_Sample.Dial/strings/Dial.1038.resx',
      content: Buffer.from('<root>Számlap</root>').toString('base64'),
      languagecode: 1038,
      webresourcetype: 12,
    });
  });

  it('is loaded by pages from /WebResources/, whatever the case of the path and with or without a stamp', async () => {
    const script = await load('/WebResources/cc_Sample.Dial/bundle.js');
    expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'var first = 1;',
    ]);
    const style = await load('/%7b000000020520173284%7d/webresources/cc_Sample.Dial/css/dial.css?v=2');
    expect([style.headers.get('content-type'), await style.text()]).toEqual([
      'text/css; charset=utf-8',
      '.Sample\\.Dial { color: red }',
    ]);
    const again = await load('/webresources/cc_Sample.Dial/bundle.js', {
      'If-None-Match': script.headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
  });

  it('is not shown to strangers, and a name nobody has is not found', async () => {
    const stranger = await fetch(`http://127.0.0.1:${server.port}/WebResources/cc_Sample.Dial/bundle.js`);
    expect(stranger.status).toBe(401);
    expect((await load('/WebResources/cc_Sample.Dial/other.js')).status).toBe(404);
    expect((await load('/WebResources/%E0%A4%A')).status).toBe(400);
  });
});

describe('a control that is packed wrongly', () => {
  async function refusalOf(zip: Uint8Array): Promise<string> {
    try {
      const server = await startTestServer({ zip });
      await server.stop();
      return 'imported';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it('is refused when a file of its manifest is missing', async () => {
    const rest = Object.entries(files).filter(([path]) => path !== 'strings/Dial.1038.resx');
    expect(await refusalOf(packControl('1.0.0', Object.fromEntries(rest)))).toContain(
      "control tst_Sample.Dial: the file '/Controls/tst_Sample.Dial/strings/Dial.1038.resx' is not in the package",
    );
  });

  it('is refused when the manifest is no manifest', async () => {
    expect(await refusalOf(packControl('1.0.0', { 'ControlManifest.xml': '<manifest />' }))).toContain(
      'control tst_Sample.Dial: its manifest has no <control>',
    );
    expect(await refusalOf(packControl('1.0.0', { 'ControlManifest.xml': 'nothing' }))).toContain(
      'control tst_Sample.Dial: its manifest',
    );
  });

  it('is refused when it is called otherwise in its manifest', async () => {
    const other = manifest('1.0.0').replace('constructor="Dial"', 'constructor="Gauge"');
    expect(await refusalOf(packControl('1.0.0', { ...files, 'ControlManifest.xml': other }))).toContain(
      'its manifest declares Sample.Gauge',
    );
  });
});

describe('a newer version of a control', () => {
  it('replaces the files', async () => {
    const before = await startTestServer({ zip: packControl('1.0.0', files) });
    await before.running.stop();
    const newer = packControl('1.0.1', { ...files, 'bundle.js': 'var second = 2;' });
    const after = await startTestServer({ zip: newer, folder: before.folder });
    const admin = await after.as('admin@local');
    const controls = await admin.get('customcontrols?$select=version');
    expect(controls.list('version')).toEqual(['1.0.1']);
    const { first } = await admin.get("webresourceset?$select=content&$filter=endswith(name,'bundle.js')");
    expect(first['content']).toBe(Buffer.from('var second = 2;').toString('base64'));
    await after.stop();
  });
});

/** The agent's pages in a real browser, over the whole stack. One stage and one browser for all of it. */
import { jest } from '@jest/globals';
import { chromiumPath, hasChromium } from '../../local/crm/fixtures/browser.ts';
import { freePorts } from '../scenarios/stack/free-ports.ts';
import { axeLooks } from './axe-looks.ts';
import { chosenItems } from './chosen-items.ts';
import { collectorStories } from './collector-stories.ts';
import { dashboards } from './dashboards.ts';
import { tellDiary } from './diary.ts';
import { failures } from './failures.ts';
import { languages } from './languages.ts';
import { quickCreate } from './quick-create.ts';
import { scriptInjection } from './script-injection.ts';
import { startStage, type Stage } from './stage.ts';
import { turnedPhone } from './turned-phone.ts';
import { webApiCalls } from './web-api-calls.ts';

const startingMs = 600_000;
const storyMs = 300_000;

if (hasChromium) {
  let started: Stage | undefined;
  const stage = (): Stage => {
    if (started === undefined) throw new Error('The stage did not start');
    return started;
  };
  beforeAll(async () => {
    started = await startStage(await freePorts());
  }, startingMs);
  afterAll(async () => {
    await started?.stop();
    process.stderr.write(`\n${tellDiary()}\n`);
  }, storyMs);
  // Pages of the whole stack, on machines that may be busy.
  jest.setTimeout(storyMs);

  describe('a collector', () => collectorStories(stage));
  describe('a row made beside the page', () => quickCreate(stage));
  describe('dashboards', () => dashboards(stage));
  describe('a phone that is turned', () => turnedPhone(stage));
  describe('a promise for chosen items', () => chosenItems(stage));
  describe('the timeline', () => webApiCalls(stage));
  describe('failures', () => failures(stage));
  describe('scripts in texts', () => scriptInjection(stage));
  describe('axe', () => axeLooks(stage));
  describe('languages', () => languages(stage));
} else {
  describe.skip(`pages in a browser: there is no ${chromiumPath}; install chromium or name one in CHROMIUM`, () => {
    it('are looked at', () => undefined);
  });
}

/** The CRM's page: opens the session, then shows what the address asks for. */
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import { App } from './app.tsx';
import { openSession } from './data/session.ts';
import { interceptNavigation } from './navigation.ts';
import { Failure } from './parts/failure.tsx';
import { applyAppearance, storedAppearance } from './shell/appearance.ts';
import { ThemedRoot } from './shell/themed-root.tsx';
import { speak, tagOf } from './text/text.ts';
import './app.css';

const root = document.getElementById('crm');
if (root === null) throw new Error('The page has no place for the CRM');
const place = root;

applyAppearance(storedAppearance());
interceptNavigation();
void start();

async function start(): Promise<void> {
  try {
    const { languageId } = await openSession();
    speak(languageId);
    document.documentElement.lang = tagOf(languageId);
    show(<App />);
  } catch (error) {
    show(
      <main className="crm-page">
        <Failure error={error} onTryAgain={() => void start()} />
      </main>,
    );
  }
}

function show(content: React.ReactElement): void {
  ReactDOM.render(<ThemedRoot>{content}</ThemedRoot>, place);
}

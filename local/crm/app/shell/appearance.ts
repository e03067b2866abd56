/** Light, dark or high contrast, and the direction of writing: kept on this machine for whoever uses the browser. */
import { setRTL } from '@fluentui/react';

export type ThemeName = 'light' | 'dark' | 'contrast';
export type Appearance = { readonly theme: ThemeName; readonly rightToLeft: boolean };

export const themeNames: readonly ThemeName[] = ['light', 'dark', 'contrast'];

const key = 'crm.appearance';
const changed = 'crm:appearance';

/** What was chosen, else what the system prefers. */
export function storedAppearance(): Appearance {
  const text = localStorage.getItem(key);
  const stored = text === null ? {} : (JSON.parse(text) as Partial<Appearance>);
  return {
    theme: themeNames.find((name) => name === stored.theme) ?? preferredTheme(),
    rightToLeft: stored.rightToLeft === true,
  };
}

export function changeAppearance(change: Partial<Appearance>): void {
  const appearance = { ...storedAppearance(), ...change };
  localStorage.setItem(key, JSON.stringify(appearance));
  applyAppearance(appearance);
  dispatchEvent(new Event(changed));
}

export function applyAppearance({ theme, rightToLeft }: Appearance): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dir = rightToLeft ? 'rtl' : 'ltr';
  setRTL(rightToLeft);
}

/** Gives back what ends it. */
export function onAppearance(listener: () => void): () => void {
  addEventListener(changed, listener);
  return () => removeEventListener(changed, listener);
}

function preferredTheme(): ThemeName {
  if (matchMedia('(prefers-contrast: more), (forced-colors: active)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Fluent's themes; the colours of our own style sheet (`app.css`) are chosen to go with them. */
import { createTheme, type IPartialTheme, type ITheme } from '@fluentui/react';
import type { ThemeName } from './appearance.ts';

const font = { fontFamily: "'Segoe UI', 'Segoe UI Web (West European)', system-ui, sans-serif" };

const light: IPartialTheme = {
  palette: { themePrimary: '#0f6cbd', themeDarkAlt: '#115ea3', themeDark: '#0f548c', themeDarker: '#0c3b5e' },
};

const dark: IPartialTheme = {
  isInverted: true,
  palette: {
    themePrimary: '#62abf5',
    themeLighterAlt: '#04070a',
    themeLighter: '#10202e',
    themeLight: '#1d3a55',
    themeTertiary: '#3a75aa',
    themeSecondary: '#5699d9',
    themeDarkAlt: '#77b7f7',
    themeDark: '#96c6fa',
    themeDarker: '#b4d6fa',
    neutralLighterAlt: '#292827',
    neutralLighter: '#31302f',
    neutralLight: '#3b3a39',
    neutralQuaternaryAlt: '#484644',
    neutralQuaternary: '#4e4c4a',
    neutralTertiaryAlt: '#6b6967',
    neutralTertiary: '#a19f9d',
    neutralSecondary: '#c8c6c4',
    neutralSecondaryAlt: '#b8b6b4',
    neutralPrimaryAlt: '#e1dfdd',
    neutralPrimary: '#f3f2f1',
    neutralDark: '#faf9f8',
    black: '#ffffff',
    white: '#1f1f1f',
  },
};

const contrast: IPartialTheme = {
  isInverted: true,
  palette: {
    themePrimary: '#ffff00',
    themeLighterAlt: '#000000',
    themeLighter: '#000000',
    themeLight: '#1a1a1a',
    themeTertiary: '#ffff00',
    themeSecondary: '#ffff00',
    themeDarkAlt: '#ffff66',
    themeDark: '#ffff66',
    themeDarker: '#ffff99',
    neutralLighterAlt: '#000000',
    neutralLighter: '#1a1a1a',
    neutralLight: '#2b2b2b',
    neutralQuaternaryAlt: '#333333',
    neutralQuaternary: '#ffffff',
    neutralTertiaryAlt: '#ffffff',
    neutralTertiary: '#ffffff',
    neutralSecondary: '#ffffff',
    neutralSecondaryAlt: '#ffffff',
    neutralPrimaryAlt: '#ffffff',
    neutralPrimary: '#ffffff',
    neutralDark: '#ffffff',
    black: '#ffffff',
    white: '#000000',
  },
};

export const themes: Readonly<Record<ThemeName, ITheme>> = {
  light: createTheme({ ...light, defaultFontStyle: font }),
  dark: createTheme({ ...dark, defaultFontStyle: font }),
  contrast: createTheme({ ...contrast, defaultFontStyle: font }),
};

/** The host's theme for what we draw ourselves (CSS variables) and for Fluent 8 components. Without one: Fluent's light theme. */
import type { PartialTheme } from '@fluentui/react';

export type HostTheme = {
  readonly variables: Readonly<Record<string, string>>;
  readonly fluent: PartialTheme;
};

export function hostTheme(design: ComponentFramework.FluentDesignState | undefined): HostTheme {
  const token = (name: string, fallback: string): string => {
    const value: unknown = (design?.tokenTheme as Readonly<Record<string, unknown>> | undefined)?.[name];
    return typeof value === 'string' && value !== '' ? value : fallback;
  };
  const background = token('colorNeutralBackground1', '#ffffff');
  const foreground = token('colorNeutralForeground1', '#242424');
  const secondary = token('colorNeutralForeground2', '#424242');
  const subtle = token('colorNeutralForeground3', '#616161');
  const hover = token('colorNeutralBackground1Hover', '#f5f5f5');
  const stroke = token('colorNeutralStroke2', '#e0e0e0');
  const accessibleStroke = token('colorNeutralStrokeAccessible', '#616161');
  const brand = token('colorBrandForeground1', '#0f6cbd');
  const brandBackground = token('colorBrandBackground', '#0f6cbd');
  const font = token('fontFamilyBase', "'Segoe UI', 'Segoe UI Web (West European)', system-ui, sans-serif");
  const onBrand = token('colorNeutralForegroundOnBrand', '#ffffff');
  return {
    variables: {
      '--background': background,
      '--foreground': foreground,
      '--secondary': secondary,
      '--subtle': subtle,
      '--hover': hover,
      '--stroke': stroke,
      '--accessible-stroke': accessibleStroke,
      '--brand': brand,
      '--brand-background': brandBackground,
      '--on-brand': onBrand,
      '--danger': token('colorPaletteRedForeground1', '#bc2f32'),
      '--danger-background': token('colorPaletteRedBackground1', '#fdf6f6'),
      '--warning': token('colorPaletteDarkOrangeForeground1', '#8a3707'),
      '--success': token('colorPaletteGreenForeground1', '#0e700e'),
      '--font': font,
    },
    fluent: {
      defaultFontStyle: { fontFamily: font },
      isInverted: design?.isDarkTheme ?? false,
      palette: {
        themePrimary: brandBackground,
        themeDark: brandBackground,
        themeDarkAlt: brandBackground,
        themeDarker: brandBackground,
        white: background,
        black: foreground,
        neutralDark: foreground,
        neutralPrimary: foreground,
        neutralPrimaryAlt: secondary,
        neutralSecondary: subtle,
        neutralTertiary: accessibleStroke,
        neutralLight: hover,
        neutralLighter: hover,
        neutralLighterAlt: hover,
        neutralQuaternaryAlt: stroke,
        neutralTertiaryAlt: stroke,
      },
      semanticColors: {
        link: brand,
        linkHovered: brand,
        primaryButtonText: onBrand,
        primaryButtonTextHovered: onBrand,
        primaryButtonTextPressed: onBrand,
        inputBorder: accessibleStroke,
        inputPlaceholderText: subtle,
        buttonBorder: accessibleStroke,
      },
    },
  };
}

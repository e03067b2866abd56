/** `context.fluentDesignLanguage`: the tokens of the theme that is shown, so that a control looks like the page around it. */
import type { ITheme } from '@fluentui/react';

/** Of Fluent 9's tokens those that have a counterpart in the page's Fluent 8 theme. */
export function fluentDesign(theme: ITheme): ComponentFramework.FluentDesignState {
  const { palette, semanticColors, fonts, isInverted } = theme;
  const tokens = {
    colorNeutralBackground1: palette.white,
    colorNeutralBackground1Hover: palette.neutralLighter,
    colorNeutralBackground1Pressed: palette.neutralLight,
    colorNeutralBackground1Selected: palette.neutralLight,
    colorNeutralBackground2: palette.neutralLighterAlt,
    colorNeutralBackground3: palette.neutralLighter,
    colorNeutralForeground1: palette.neutralPrimary,
    colorNeutralForeground2: palette.neutralPrimaryAlt,
    colorNeutralForeground3: palette.neutralSecondary,
    colorNeutralForegroundDisabled: semanticColors.disabledBodyText,
    colorNeutralForegroundOnBrand: palette.white,
    colorNeutralStroke1: palette.neutralQuaternary,
    colorNeutralStroke2: palette.neutralQuaternaryAlt,
    colorNeutralStrokeAccessible: palette.neutralSecondary,
    colorStrokeFocus1: palette.white,
    colorStrokeFocus2: palette.black,
    colorBrandBackground: palette.themePrimary,
    colorBrandBackgroundHover: palette.themeDarkAlt,
    colorBrandForeground1: palette.themePrimary,
    colorBrandForeground2: palette.themeDark,
    colorBrandForegroundLink: semanticColors.link,
    colorBrandStroke1: palette.themePrimary,
    colorPaletteRedForeground1: semanticColors.errorText,
    colorPaletteRedBackground1: semanticColors.errorBackground,
    colorPaletteDarkOrangeForeground1: isInverted ? '#f4bfab' : '#8a3707',
    colorPaletteGreenForeground1: isInverted ? '#9fd89f' : '#0e700e',
    fontFamilyBase: fonts.medium.fontFamily ?? "'Segoe UI', sans-serif",
    fontSizeBase200: '12px',
    fontSizeBase300: '14px',
    fontSizeBase400: '16px',
    borderRadiusMedium: '4px',
  };
  return {
    // A part of Fluent 9's tokens: the published types leave the theme open.
    tokenTheme: tokens,
    brand: brandOf(palette.themePrimary),
    isDarkTheme: isInverted,
  };
}

const slots = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160] as const;

function brandOf(colour: string): ComponentFramework.BrandVariants {
  return Object.fromEntries(slots.map((slot) => [slot, colour])) as ComponentFramework.BrandVariants;
}

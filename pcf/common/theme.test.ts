import { hostTheme } from './theme.ts';

describe('the host’s theme', () => {
  it('is Fluent’s light one where the host gives none', () => {
    const { variables, fluent } = hostTheme(undefined);
    expect(variables['--background']).toBe('#ffffff');
    expect(fluent.isInverted).toBe(false);
  });

  it('is the host’s own, for what we draw and for Fluent’s components', () => {
    const tokenTheme = { colorNeutralBackground1: '#292929', colorNeutralForeground1: '#fff' };
    const { variables, fluent } = hostTheme({
      tokenTheme,
      isDarkTheme: true,
    } as unknown as ComponentFramework.FluentDesignState);
    expect(variables).toMatchObject({
      '--background': '#292929',
      '--foreground': '#fff',
      '--brand': '#0f6cbd',
    });
    expect(fluent.isInverted).toBe(true);
    expect(fluent.palette).toMatchObject({ white: '#292929', neutralPrimary: '#fff' });
  });
});

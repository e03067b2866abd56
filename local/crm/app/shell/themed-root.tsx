/** Gives everything inside the chosen theme, and gives it anew when another is chosen. */
import * as React from 'react';
import { Fabric, loadTheme, ThemeProvider } from '@fluentui/react';
import { onAppearance, storedAppearance } from './appearance.ts';
import { themes } from './themes.ts';

export function ThemedRoot({ children }: { readonly children: React.ReactNode }): React.ReactElement {
  const [appearance, setAppearance] = React.useState(storedAppearance);
  React.useEffect(() => onAppearance(() => setAppearance(storedAppearance())), []);
  const theme = themes[appearance.theme];
  // Menus and dialogs are drawn outside of the provider and take the page's theme.
  React.useLayoutEffect(() => {
    loadTheme(theme);
  }, [theme]);
  return (
    <ThemeProvider theme={theme} className="crm-themed">
      <Fabric
        theme={theme}
        dir={appearance.rightToLeft ? 'rtl' : 'ltr'}
        applyThemeToBody={false}
        className="crm-themed"
      >
        {children}
      </Fabric>
    </ThemeProvider>
  );
}

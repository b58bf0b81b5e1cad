// Blocking and tiny: sets the theme before the first paint, so that a dark page never flashes white.
import { applyTheme, preferredTheme } from './theme.js';

applyTheme(preferredTheme());

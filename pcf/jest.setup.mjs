/** Browsers have it, jsdom does not. */
import { TextEncoder } from 'node:util';

Object.assign(globalThis, { TextEncoder });

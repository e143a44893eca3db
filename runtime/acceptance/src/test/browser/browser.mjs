// The browser that the scripts of this folder steer. Environment:
//   CHROMIUM  its path            TOOLS  a folder with node_modules/playwright-core

import { createRequire } from 'node:module';
import { join } from 'node:path';

const { chromium } = createRequire(join(process.env.TOOLS, 'index.js'))('playwright-core');

/** Starts it without a window; by itself it asks nobody for anything. */
export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say so.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Photoplay needs Node 22.18 or newer, and this is ${process.versions.node}. ` +
      'In a checkout, "npx photoplay" and "npm start" use the Node that "npm ci" installed.\n',
  );
  process.exit(1);
}

const source = new URL('../src/cli/main.ts', import.meta.url);
await import(
  existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href
);

import { defineEngine } from '../../engine/manifest.ts';
import { createRunwayEngine } from './engine.ts';
import { probe } from './probe.ts';
import { settings } from './settings.ts';

/** Whatever speaks Runway's API: Runway, a relay, another Photoplay. */
export const runway = defineEngine({
  kind: 'runway',
  summary:
    'Hands tasks to a server that speaks Runway’s API: Runway itself, a relay, another Photoplay.',
  secrets: ['apiKey'],
  variables: ['apiKeyVariable'],
  settings,
  usualUrl: 'https://api.dev.runwayml.com',
  questions: [
    {
      setting: 'apiKeyVariable',
      words: 'The environment variable that the key there will stand in',
      usual: 'RUNWAYML_API_SECRET',
      needed: true,
    },
  ],
  probe,
  create(given, { id, fetch, variables }) {
    const { apiKeyVariable } = given;
    const apiKey = given.apiKey ?? variables[apiKeyVariable!];
    if (!apiKey) {
      throw new Error(
        `Expected the environment variable ${apiKeyVariable}, which engines.${id}.apiKeyVariable names, to have a key, but it is not set. Set it, or name another.`,
      );
    }
    if (!/^[\x21-\x7e]+$/.test(apiKey)) {
      throw new Error(
        `Expected the key of engines.${id} to have visible ASCII characters alone, which a header can carry. Copy it anew, without spaces and line ends.`,
      );
    }
    return createRunwayEngine({ ...given, id, apiKey }, { fetch });
  },
});

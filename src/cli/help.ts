import { describeSeconds, ratiosOf } from '../task/models/describe.ts';
import { modelsOf } from '../task/models.ts';

/** What follows the help of the whole program. */
export function describeProgram(): string {
  return `
${describeModels()}

Environment:
  PHOTOPLAY_DATA_DIR     the data folder (.photoplay); its server is found by it
  PHOTOPLAY_API_KEY      the key (without it: the one in the data folder)
  PHOTOPLAY_HOST, PHOTOPLAY_PORT
                         where "serve" listens (127.0.0.1, 8420)
  PHOTOPLAY_PUBLIC_URL   base of the links handed out (from the request)
  PHOTOPLAY_CONCURRENCY  renders at a time (half of the cores)
  PHOTOPLAY_INPUT_HOSTS  hosts that image and webhook URLs may name against the rules
  PHOTOPLAY_STORAGE      where images and clips are kept: s3://bucket/prefix, or a folder
  PHOTOPLAY_DEPTH        "cues" does without a depth model (auto)
  PHOTOPLAY_MODELS_DIR   where depth models are kept (models, in the data folder)
  PHOTOPLAY_CONFIG       a YAML or JSON file with models, limits and engines
  DATABASE_URL           a PostgreSQL instead of the embedded database

Exit codes:
  0  done                                  3  no server answers, or none could be started
  1  something else went wrong             4  the server refused the request
  2  the command or the configuration      5  the task failed
     cannot be used; nothing was sent      130, 143  interrupted

Examples:
  photoplay serve
  photoplay generate photo.jpg -p "slow dolly in" -o clip.mp4
  photoplay init --url http://127.0.0.1:8188
  photoplay tasks list --status FAILED
  photoplay completion bash > ~/.local/share/bash-completion/completions/photoplay
`;
}

/** What follows the help of "generate". */
export function describeGenerate(): string {
  return `
${describeModels()}

One image makes the file that -o names (clip.mp4). Several make a clip each, called like the image, in
the folder that -o names (this one). A name that ends in a slash is a folder for one image too.
A file called .mov is ProRes, one called .zip has the frames as PNGs, from the models that make them.

Examples:
  photoplay generate photo.jpg
  photoplay generate photo.jpg -p "orbit right, light snow" --duration 10 -o snow.mp4
  photoplay generate photos/*.jpg -p "slow dolly in" -o clips/
  photoplay generate first.jpg --last-frame last.jpg --ratio 720:1280
  photoplay generate photo.jpg -o - | ffplay -
`;
}

function describeModels(): string {
  const rows = modelsOf('image_to_video').map(([model, rules]) =>
    [
      `  ${model.padEnd(22)}`,
      describeSeconds(rules).padEnd(10),
      ratiosOf(rules).join(' ') || 'as the image is shaped',
    ].join(' '),
  );
  return ['Models, the seconds that their clips may last, and their ratios:', ...rows].join('\n');
}

import type { Command, Option } from 'commander';

interface Word {
  word: string;
  description: string;
}

/** What may follow some words of a command line: `tasks list` is followed by its options. */
interface Place {
  /** The commands that lead here, without the program's name. */
  path: string;
  /** Commands, or the values of an argument; where there are none, files. */
  words: Word[];
  options: Word[];
}

/** An option that takes a value; without words, any. */
interface Value {
  flags: string[];
  words: readonly string[];
}

/** Values of options, by their long names. */
export type Suggestions = Readonly<Record<string, readonly string[]>>;

/** Scripts that complete this program's commands, options and their values, by shell. */
export const completions = { bash: writeBash, zsh: writeZsh, fish: writeFish };

function listPlaces(command: Command, path: string[] = []): Place[] {
  const help = command.createHelp();
  const subcommands = help.visibleCommands(command).filter((sub) => sub.name() !== 'help');
  const values = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return [
    {
      path: path.join(' '),
      words: [
        ...subcommands.map((sub) => ({ word: sub.name(), description: sub.description() })),
        ...values.map((word) => ({ word, description: word })),
      ],
      options: help
        .visibleOptions(command)
        .flatMap((option) =>
          flagsOf(option).map((word) => ({ word, description: option.description })),
        ),
    },
    ...subcommands.flatMap((sub) => listPlaces(sub, [...path, sub.name()])),
  ];
}

/** The options that take a value, each once: a name means the same in every command. */
function listValues(command: Command, suggestions: Suggestions): Value[] {
  const byFlags = new Map<string, Value>();
  const visit = (one: Command): void => {
    for (const option of one.options.filter(({ required, optional }) => required || optional)) {
      const words = suggestions[option.long ?? ''] ?? option.argChoices ?? [];
      byFlags.set(option.flags, { flags: flagsOf(option), words });
    }
    one.commands.forEach(visit);
  };
  visit(command);
  return [...byFlags.values()];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined && flag !== null);
}

/** What an option's value may be, as cases of a shell's `case`; anything else is a file. */
function writeValueCases(values: Value[], offer: (words: string) => string, files: string): string {
  const any = values.filter(({ words }) => words.length === 0).flatMap(({ flags }) => flags);
  return [
    ...values
      .filter(({ words }) => words.length > 0)
      .map(({ flags, words }) => `    ${flags.join('|')}) ${offer(words.join(' '))}; return ;;`),
    `    ${any.join('|')}) ${files}return ;;`,
  ].join('\n');
}

/** Follows the typed words from command to command, in bash and zsh alike. */
function writePlaceCases(places: Place[]): string {
  return places
    .filter(({ path }) => path)
    .map(({ path }) => `      "${path.includes(' ') ? '' : ' '}${path}") place="${path}" ;;`)
    .join('\n');
}

function writeBash(program: Command, suggestions: Suggestions): string {
  const name = program.name();
  const places = listPlaces(program);
  const offer = (words: string) => `COMPREPLY=($(compgen -W "${words}" -- "$current"))`;
  const list = (words: Word[]) => words.map(({ word }) => word).join(' ');
  const cases = places.map(
    ({ path, words, options }) =>
      `    "${path}") words="${list(words)}" options="${list(options)}" ;;`,
  );
  return `# Completion of ${name} for bash.
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place= words= options= word
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${writeValueCases(listValues(program, suggestions), offer, '')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in
${writePlaceCases(places)}
    esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then words="$options"; fi
  ${offer('$words')}
}
# A ratio has a colon, at which bash would part the word.
COMP_WORDBREAKS=\${COMP_WORDBREAKS//:}
complete -o default -F _${name} ${name}
`;
}

function writeZsh(program: Command, suggestions: Suggestions): string {
  const name = program.name();
  const places = listPlaces(program);
  const list = (words: Word[]) =>
    words
      .map(({ word, description }) => quote(`${word.replaceAll(':', '\\:')}:${description}`))
      .join(' ');
  const cases = places.map(
    ({ path, words, options }) =>
      `    "${path}") found=(${list(words)}) options=(${list(options)}) ;;`,
  );
  const offer = (words: string) => `compadd -- ${words}`;
  return `#compdef ${name}
# Completion of ${name} for zsh.
_${name}() {
  local -a found options
  local place= word
  case "\${words[CURRENT-1]}" in
${writeValueCases(listValues(program, suggestions), offer, '_files; ')}
  esac
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$place $word" in
${writePlaceCases(places)}
    esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
  elif ((\${#found})); then
    _describe command found
  else
    _files
  fi
}
# Read by its name from fpath, the file is the function's own first call.
if [[ \${funcstack[1]} == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function writeFish(program: Command, suggestions: Suggestions): string {
  const name = program.name();
  const values = new Map(
    listValues(program, suggestions).flatMap(({ flags, words }) =>
      flags.map((flag) => [flag, words] as const),
    ),
  );
  const lines = listPlaces(program).flatMap(({ path, words, options }) => {
    const seen = path ? path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`) : [];
    const others = words.map(({ word }) => word).join(' ');
    const none = others ? [`not __fish_seen_subcommand_from ${others}`] : [];
    const when = `complete -c ${name} -n ${quote([...seen, ...none].join('; and '))}`;
    return [
      ...words.map(
        ({ word, description }) => `${when} -f -a ${quote(word)} -d ${quote(description)}`,
      ),
      ...options.map(({ word, description }) => {
        const flag = word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
        return `${when} ${flag}${writeFishValue(values.get(word))} -d ${quote(description)}`;
      }),
    ];
  });
  return `# Completion of ${name} for fish.\n${lines.join('\n')}\n`;
}

function writeFishValue(words: readonly string[] | undefined): string {
  if (!words) return '';
  return words.length > 0 ? ` -x -a ${quote(words.join(' '))}` : ' -r';
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

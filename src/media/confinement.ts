/**
 * What keeps the child processes that decode strangers' pictures from what is not theirs. A flaw in
 * a decoder gives away the child, and a child has the rights of the server's user: it could read the
 * server's environment and memory in `/proc`, the key and the database. So where the system lets an
 * ordinary user do it, a child has a user namespace of its own, from which no process outside can be
 * looked into, no network, and empty places where the server keeps its things.
 */
import { execFile, type ForkOptions } from 'node:child_process';
import { promisify } from 'node:util';

/** How `fork` starts a child. */
export type Confinement = Pick<ForkOptions, 'env' | 'execPath' | 'execArgv' | 'uid' | 'gid'>;

/** As every child was started before, and is where nothing else can be done. */
export const unconfined: Confinement = {
  // It reads what strangers send: it needs none of the server's secrets.
  env: {},
  // A parent under a debugger or a test runner must not hand its flags on.
  execArgv: [],
};

/** The user that owns nothing, on Linux as elsewhere. */
const nobody = 65_534;

/** Of Linux distributions: `unshare` and `setpriv` are in util-linux, which they all begin with. */
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

/**
 * Runs in the new namespaces, where it may mount: hides what stands before `--`, gives up its rights
 * for good, so that nothing can be uncovered again, and becomes what follows.
 */
const hideAndRun = `
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o size=4k,mode=0 none "$1" || exit 1
  elif [ -e "$1" ]; then mount --bind /dev/null "$1" || exit 1
  fi
  shift
done
shift
ulimit -c 0
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"`;

export interface ConfinementOptions {
  /** Files and folders that no child has any business with. */
  hidden: readonly string[];
  /** What a child must still be able to read. */
  needed: readonly string[];
}

/** Find out whether children can be confined here; if not, why. */
export async function findConfinement({
  hidden,
  needed,
}: ConfinementOptions): Promise<{ confinement: Confinement } | { reason: string }> {
  if (process.platform !== 'linux') return { reason: `it takes Linux, not ${process.platform}` };
  const prefix = [
    ...['--user', '--map-root-user', '--mount', '--net', '--'],
    ...['sh', '-c', hideAndRun, 'sh', ...hidden, '--'],
  ];
  try {
    // As root a child loses the right to pass by owners and modes, and may not reach what is its.
    await run('unshare', [...prefix, ...canRead(needed)], { env, timeout: trialMs });
    return { confinement: { env, execPath: 'unshare', execArgv: [...prefix, process.execPath] } };
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return { reason: (stderr || message).trim().split('\n')[0]! };
  }
}

/**
 * The next best for a server that runs as root, as in a container where namespaces are forbidden:
 * another user, for children to whom everything is sent that they need.
 */
export async function findOtherUser({
  needed,
}: Pick<ConfinementOptions, 'needed'>): Promise<Confinement> {
  if (process.getuid?.() !== 0) return unconfined;
  const otherUser = { uid: nobody, gid: nobody };
  const [command, ...args] = canRead(needed);
  return run(command!, args, { env, ...otherUser, timeout: trialMs }).then(
    () => ({ ...unconfined, ...otherUser }),
    () => unconfined,
  );
}

const run = promisify(execFile);
const trialMs = 10_000;

function canRead(files: readonly string[]): string[] {
  return ['test', ...files.flatMap((file) => ['-a', '-r', file]).slice(1)];
}

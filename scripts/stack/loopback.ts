/** Where every part of the stack listens. */
const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/**
 * The environment for a process of ours: a proxy that is set for the internet is not asked for this machine. Tools that
 * read HTTP_PROXY (forge, cast) would send what is meant for the local chain there.
 */
export function withDirectLoopback<Env extends Record<string, string | undefined>>(env: Env) {
  const given = [env.NO_PROXY, env.no_proxy].flatMap((list) => list?.split(",") ?? []).map((host) => host.trim());
  const list = [...new Set([...given, ...LOOPBACK])].filter((host) => host !== "").join(",");
  return { ...env, NO_PROXY: list, no_proxy: list };
}

/** Whether a Solidity file has a function with a body. Interfaces and structs have nothing that could run. */
export function hasCode(source: string): boolean {
  const bare = source.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
  return /\b(?:function|constructor|modifier|receive|fallback)\b[^;{}]*\{/.test(bare);
}

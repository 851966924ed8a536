export const cloaks = ["sea", "leaf", "ember", "violet", "stone"] as const;
export type Cloak = (typeof cloaks)[number];

/** Always the same cloak for the same player; never the own colour, which is the first one. */
export function chooseCloak(key: string): Cloak {
  let hash = 7;
  for (const letter of key) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  const others = cloaks.slice(1);
  return others[hash % others.length] ?? "leaf";
}

/**
 * The first seven bytes of the private keys that everybody knows, the twenty of anvil's and hardhat's phrase. They are enough
 * to recognise a key; whole keys may not be here, because the build is searched for them. A test derives them.
 */
const BEGINNINGS: readonly string[] = [
  "ac0974bec39a17",
  "59c6995e998f97",
  "5de4111afa1a4b",
  "7c852118294e51",
  "47e179ec197488",
  "8b3a350cf5c34c",
  "92db14e403b83d",
  "4bbbf85ce33774",
  "dbda1821b80551",
  "2a871d0798f97d",
  "f214f2b2cd398c",
  "701b615bbdfb9d",
  "a267530f49f828",
  "47c99abed3324a",
  "c526ee95bf44d8",
  "8166f546bab6da",
  "ea6c44ac03bff8",
  "689af8efa8c651",
  "de9be858da4a47",
  "df57089febbacf",
];

/**
 * Whether everybody knows a private key: one of the public phrase's, or one that somebody just typed.
 * @param key 0x and 64 hexadecimal digits.
 * @returns True if the key must not hold or sign anything on a real chain.
 */
export function isPublicKey(key: string): boolean {
  const digits = key.slice(2).toLowerCase();
  const isTyped = /^(..)\1*$/.test(digits) || /^(....)\1*$/.test(digits) || /^0{48}/.test(digits);
  return isTyped || BEGINNINGS.some((beginning) => digits.startsWith(beginning));
}

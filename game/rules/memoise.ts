/**
 * Computes a value once for each number. The last one is at hand without a look-up: a game asks for the same island again and
 * again.
 */
export function memoise<Value>(compute: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>();
  let last: { key: number; value: Value } | undefined;
  return (key) => {
    if (last?.key === key) return last.value;
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    last = { key, value };
    return value;
  };
}

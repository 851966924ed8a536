/** The same result for the same arguments as the last time. */
export function remember<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { args: Args; result: Result } | undefined;
  return (...args) => {
    if (!last?.args.every((each, index) => each === args[index])) last = { args, result: make(...args) };
    return last.result;
  };
}

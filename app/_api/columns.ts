/** The names of the columns, in order. */
export function namesOf<Name extends string>(columns: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(columns) as Name[];
}

/** A record with a value for each column. */
export function mapColumns<Name extends string, Value>(
  columns: Readonly<Record<Name, unknown>>,
  toValue: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(namesOf(columns).map((name) => [name, toValue(name)])) as Record<Name, Value>;
}

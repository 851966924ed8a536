import { InvalidInputError, locate, selectorOf } from "../../src/core.ts";

/** Valid texts, and paths in them; a path that leads nowhere is refused. */
const texts: readonly [text: string, ...paths: string[]][] = [
  ["claim()", "1"],
  ["play(uint256)", "1", "2", "0", "01", "1.1", ""],
  ["_$a9(address,bool,bytes32,bytes1,int8,uint8)", "1", "2", "3", "4", "5", "6"],
  ["tell(string,bytes)", "1", "2"],
  ["order((address,uint256,int64),uint8)", "1", "1.1", "1.2", "1.3", "1.4", "2"],
  ["post((uint256,bytes,uint256[]),uint8)", "1.1", "1.2", "1.3", "1.3.1", "2"],
  ["tag(uint256[],uint8[2],uint8)", "1", "1.1", "2", "2.2", "2.3", "3"],
  ["deep(((uint8,bytes),uint8[])[2])", "1", "1.1", "1.1.1", "1.1.1.1"],
  ["grid(uint8[2][3],uint8)", "1.3.2", "1.3", "2"],
  ["lists((uint8,bool)[],string[])", "1", "2"],
  ["nest(((((uint8)))))", "1.1.1.1"],
  ["wycpnbqcyf()"],
];

/** Invalid texts, and the byte at which reading stops. */
const badTexts: readonly [text: string, position: number][] = [
  ["", 0],
  ["9f()", 0],
  ["f", 1],
  ["f(", 2],
  ["f() ", 3],
  ["f(,)", 2],
  ["f(uint256,)", 10],
  ["f(uint)", 6],
  ["f(uint7)", 7],
  ["f(uint08)", 6],
  ["f(uint264)", 8],
  ["f(bytes33)", 8],
  ["f(byte)", 2],
  ["f(fixed128x18)", 2],
  ["f(uint8 a)", 7],
  ["f(uint8,uint8", 13],
  ["f(())", 3],
  ["f(uint8[0])", 8],
  ["f(uint8[257])", 10],
  ["f(uint8[)", 8],
  ["f(((((((uint8)))))))", 6],
  ["f(function)", 2],
];

/** The results of reading texts: selectors, and the places of arguments. */
export function renderTexts() {
  return {
    texts: texts.map(([text, ...paths]) => ({
      ...{ text, selector: selectorOf(text) },
      places: paths.map((path) => ({ path, ...placeOf(text, path) })),
    })),
    refused: badTexts.map(([text, position]) => {
      if (orNothing(() => selectorOf(text)) !== undefined) throw new Error(`The kit reads ${text}.`);
      return { text, position };
    }),
  };
}

/** An empty kind for a path that leads nowhere. */
function placeOf(text: string, path: string) {
  const place = orNothing(() => locate(text, path));
  return place
    ? { kind: place.kind, unit: place.unit, via: place.via ?? 0xffff, word: place.word }
    : { kind: "", unit: 0, via: 0, word: 0 };
}

function orNothing<value>(make: () => value): value | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

export type TextVectors = ReturnType<typeof renderTexts>;

// npm run sequences: writes what contracts/test/game/Sequences.t.sol replays; `npm test` does so by itself.
import { writeSequences } from "./vectors/writeSequences";

const beganMs = Date.now();
writeSequences();
console.log(`Wrote contracts/out/sequences in ${Date.now() - beganMs} ms.`);

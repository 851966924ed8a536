// npm run game:census: what there is in the game, counted from the tables that the rules and the contracts are made of.
import { countCensus } from "./countCensus";

console.log(
  Object.entries(countCensus())
    .map(([what, count]) => `${what}=${count}`)
    .join(" "),
);

const firsts =
  "Amber Ashen Autumn Azure Bold Brave Bright Brisk Bronze Calm Candid Cedar Cheery Clay Clear Clever Cloudy Cobalt Copper Coral Cosy Crimson Crisp Curious Dapper Daring Dawn Deft Dewy Dusky Eager Early Ember Fable Fair Fern Fleet Foggy Fond Free Frosty Gallant Gentle Gilded Glad Golden Granite Hazel Hearty Hidden Honest Humble Idle Indigo Island Ivory Ivy Jade Jaunty Jolly Kind Lilac Lively Lone Loyal Lucky Lunar Maple Marble Mellow Merry Mighty Misty Mossy Nimble Noble Ochre Olive Opal Patient Pearl Pebble Plucky Polar Proud Quick Quiet Rapid Restless Roaming Rosy Royal Ruby Russet Rusty Saffron Salty Sandy Scarlet Secret Shady Silent Silver Sleepy Sly Snowy Solar Spry Steady Stormy Sunny Swift Tawny Teal Tidal Timber Tiny Topaz Umber Valiant Velvet Violet Vivid Wandering Warm Wild Windy Wise".split(
    " ",
  );

const seconds =
  "Albatross Anchor Badger Barnacle Bay Beacon Bear Beetle Bison Bluff Boar Brook Cairn Canyon Cape Cat Cliff Clover Comet Compass Coot Cove Crab Crane Creek Crow Curlew Dale Deer Delta Dove Drake Drift Dune Eagle Eel Egret Elk Falcon Ferry Finch Fjord Flint Fox Frog Gale Gannet Gecko Glade Goat Goose Grove Gull Gust Hare Harbour Hawk Heath Hedge Heron Hill Ibex Isle Jay Kelp Kestrel Kite Lagoon Lark Leaf Ledge Lichen Lizard Loon Lynx Magpie Marten Meadow Mole Moon Moose Moth Newt Oak Oriole Osprey Otter Owl Oyster Panther Path Peak Pelican Pine Plover Pony Prawn Puffin Quail Rabbit Rail Raven Reed Reef Ridge River Robin Rook Sail Seal Shell Shore Shrike Skate Snail Sparrow Spruce Star Stoat Stork Stream Swan Tern Thistle Toad Trail Trout Turtle Vole Walrus Warbler Wave Whale Wolf Wren".split(
    " ",
  );

/**
 * A name that people can say, always the same for an account: "Amber Heron". It tells players apart on a screen but does
 * not prove who somebody is: two of a hundred players may share one, and addresses with a wanted name can be searched for.
 * @param account Address in upper or lower case.
 */
export function namePlayer(account: string): string {
  let hash = 0x811c9dc5;
  for (const letter of account.toLowerCase()) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = (hash ^ (hash >>> 15)) >>> 0;
  const first = firsts[hash % firsts.length];
  const second = seconds[Math.floor(hash / firsts.length) % seconds.length];
  return `${first} ${second}`;
}

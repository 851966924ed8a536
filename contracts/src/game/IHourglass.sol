// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IHourglass
/// @notice What players, session keys, indexers and clients know of the game. Every action acts for `msg.sender` alone,
/// pays `msg.sender` alone, and calls no address that a player names.
interface IHourglass {
    /// @notice All of a player in one answer.
    /// @param joined False: never played; the other fields then say how the player would start.
    /// @param tile Where the player stands.
    /// @param facing 0 north, 1 east, 2 south, 3 west.
    /// @param worn Id of the item worn in each slot; 0 is none.
    /// @param steps Steps walked in all.
    /// @param claimed Quests claimed: bit `quest`.
    /// @param sand Balance of Sand, smallest unit.
    /// @param items Balance of each item; the index is the id, index 0 is unused.
    /// @param found Relics ever found: bit `relic - 1`.
    /// @param vault Sand in the bank, smallest unit.
    /// @param week The block's, counted from Mondays, 00:00 UTC; 1970 began in week 0: `chests` and `best` are of it.
    /// @param chests Chests opened in it: bit `chest - 1`.
    /// @param best Points of the best expedition of it that was scored.
    /// @param expedition The one under way, or over and not scored yet.
    struct PlayerView {
        bool joined;
        uint256 tile;
        uint256 facing;
        uint256[] worn;
        uint256 steps;
        uint256 claimed;
        uint256 sand;
        uint256[] items;
        uint256 found;
        uint256 vault;
        uint256 week;
        uint256 chests;
        uint256 best;
        Expedition expedition;
    }

    /// @notice An hour on the island. What it counts stands still at nightfall.
    /// @param number How many the player began, this one included.
    /// @param embarkedAt Unix seconds; 0: none is under way.
    /// @param regions Regions explored, of 8 × 8 tiles each: bit `y / 8 * 8 + x / 8`.
    /// @param quests Quests claimed in it.
    /// @param relics Relics found in it.
    /// @param earned Whole Sand that quests and chests paid in it.
    /// @param banked Sand banked in it and not taken out again, smallest unit.
    struct Expedition {
        uint256 number;
        uint256 embarkedAt;
        uint256 regions;
        uint256 quests;
        uint256 relics;
        uint256 earned;
        uint256 banked;
    }

    /// @notice A resource node as it was left.
    /// @param since Unix seconds from when it grows back; 0: never gathered, full.
    /// @param left Pieces that were left at `since`.
    struct Node {
        uint40 since;
        uint8 left;
    }

    event PlayerJoined(address indexed player, uint256 tile);
    event Moved(address indexed player, uint256 fromTile, uint256 toTile, uint256 steps);
    /// @param since With `left`, the new state of the node, see {Node}.
    event Gathered(
        address indexed player, uint256 indexed tile, uint256 item, uint256 amount, uint256 left, uint256 since
    );
    event Crafted(address indexed player, uint256 indexed recipe);
    /// @param item What is worn in the slot now; 0 is nothing.
    event Equipped(address indexed player, uint256 indexed slot, uint256 item);
    event QuestClaimed(address indexed player, uint256 indexed quest, uint256 sand);
    event Bought(address indexed player, uint256 indexed item, uint256 sand);
    /// @param expedition The player's how many-th.
    /// @param week Counted from Mondays, 00:00 UTC; 1970 began in week 0. The one whose leaderboard it is for.
    event Embarked(address indexed player, uint256 expedition, uint256 week);
    /// @param regions How many, like relics and quests.
    /// @param banked Whole Sand that counted.
    event ExpeditionScored(
        address indexed player,
        uint256 indexed expedition,
        uint256 indexed week,
        uint256 regions,
        uint256 relics,
        uint256 quests,
        uint256 banked,
        uint256 points
    );
    /// @param vault What the bank holds for the player now.
    event SandBanked(address indexed player, uint256 sand, uint256 vault);
    event SandLeft(address indexed player, uint256 sand, uint256 vault);
    event RelicFound(address indexed player, uint256 indexed relic, uint256 item, uint256 tile);
    event ChestOpened(
        address indexed player, uint256 indexed chest, uint256 week, uint256 sand, uint256 item, uint256 amount
    );

    // Move refused
    error PathLengthInvalid(uint256 seen, uint256 max);
    error DirectionUnknown(uint256 step, uint256 seen, uint256 max);
    /// @param open The biomes that the player may walk on: bit `biome`.
    error BiomeClosed(uint256 tile, uint256 biome, uint256 open);

    // Gather refused
    error TileOutOfReach(uint256 tile, uint256 playerTile);
    error NothingGrows(uint256 tile);
    error ToolNotWorn(uint256 material, uint256 tool);
    error NodeEmpty(uint256 tile, uint256 readyAt);

    // Craft and equip refused
    error RecipeUnknown(uint256 seen, uint256 max);
    error ItemsTooFew(uint256 item, uint256 seen, uint256 needed);
    error ItemIsWorn(uint256 item);
    error NotWearable(uint256 item);

    // Claim refused
    error QuestUnknown(uint256 seen, uint256 max);
    error QuestAlreadyClaimed(uint256 quest);
    error QuestNotMet(uint256 quest, uint256 seen, uint256 needed);

    // Buy refused
    error NotForSale(uint256 item);
    error TraderOutOfReach(uint256 distance, uint256 reach);
    error PriceAboveMax(uint256 price, uint256 maxSand);
    error SandTooLow(uint256 seen, uint256 needed);

    // Embark, finish, bank and leave refused
    error CampOutOfReach(uint256 distance, uint256 reach);
    error ExpeditionRuns(uint256 until);
    error NoExpedition(address player);
    error AmountZero();

    // Unearth refused
    error NothingHidden(uint256 tile);
    error RelicAlreadyFound(uint256 relic);
    error ChestAlreadyOpened(uint256 chest, uint256 week);

    // Elsewhere
    error SiteMissing(uint256 site, uint256 biome);
    error NotTheGame(address seen, address allowed);
    error TileUnknown(uint256 seen, uint256 max);

    /// @notice Walks a path. All steps are checked; if one is refused, none is taken.
    /// @param path One byte per step: 0 north, 1 east, 2 south, 3 west; 1 to 32 steps, inclusive.
    function move(bytes calldata path) external;

    /// @notice Gathers what grows on the player's own tile or one of its four neighbours.
    /// @dev The yield is a function of the tile, what is worn and the clock: there is no draw to repeat.
    function gather(uint256 tile) external;

    /// @notice Makes an item of others, which are burned.
    function craft(uint256 recipe) external;

    /// @notice Wears an item in its slot, in place of the one worn there; an item that is worn already is taken off.
    /// Refused when the player could then not stand where it stands.
    function equip(uint256 item) external;

    /// @notice Takes the reward of a quest whose condition holds now; once per player and quest.
    function claim(uint256 quest) external;

    /// @notice Buys one piece of an item at the trader, near the camp, and burns its price.
    /// @param maxSand The most that the player pays, smallest unit, inclusive: what the cap of a session counts.
    function buy(uint256 item, uint256 maxSand) external;

    /// @notice Begins an expedition at the camp: an hour, until nightfall, that is scored. Refused while one runs; one that is
    /// over and was not scored is scored first. Everything else can be done without an expedition too, and then scores nothing.
    function embark() external;

    /// @notice Ends the caller's expedition and scores it. Before nightfall at the camp only.
    function finish() external;

    /// @notice Scores a player's expedition that is over. Anybody may, so that a week's leaderboard needs nobody's return; it
    /// touches nothing else of the player, and pays nobody.
    function settle(address player) external;

    /// @notice Brings Sand into the bank, at the camp. It stays the player's for good, out of reach of `buy`, and so of a session
    /// key that was stolen. What was earned in an expedition counts for its score when it is banked before nightfall.
    /// @param amount Smallest unit.
    function bank(uint256 amount) external;

    /// @notice Takes Sand out of the bank, anywhere. For owners: no grant of the game names it. During an expedition it takes back
    /// what banking counted.
    /// @param amount Smallest unit.
    function leave(uint256 amount) external;

    /// @notice Takes what lies hidden on the player's own tile or one of its four neighbours: a relic, once per player, by whoever
    /// wears the spade; or what is in a chest, once per player and week, for a key.
    /// @dev Places follow from the seed, what a chest holds from seed, place and week: everybody can foresee all of it, and there
    /// is no draw to repeat.
    function unearth(uint256 tile) external;

    /// @notice Best points of a player in a week.
    function bestOf(address player, uint256 week) external view returns (uint256 points);

    /// @notice What lies hidden on a tile: relics by their id, then chests, counted on from the last relic; 0 is nothing.
    function siteAt(uint256 tile) external view returns (uint256 site);

    /// @notice Whether a player wears an item.
    function isWorn(address player, uint256 item) external view returns (bool);

    /// @notice All of a player, balances included.
    function readPlayer(address player) external view returns (PlayerView memory);

    /// @notice Stored state of nodes, in the order asked.
    function readNodes(uint256[] calldata tiles) external view returns (Node[] memory);

    /// @notice Biome of a tile, and the material that grows there (0 is none).
    function tileAt(uint256 tile) external view returns (uint256 biome, uint256 resource);
}

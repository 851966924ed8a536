// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IHourglass
/// @notice The game as players, session keys, indexers and clients see it. Every action affects and pays `msg.sender` only, and
/// calls no address that a player names.
interface IHourglass {
    /// @notice Everything about a player in one answer.
    /// @param joined False: never played; the other fields then show how the player would start.
    /// @param tile Where the player stands.
    /// @param facing 0 north, 1 east, 2 south, 3 west.
    /// @param worn Id of the item worn in each slot; 0 is none.
    /// @param steps Total steps walked.
    /// @param claimed Quests claimed: bit `quest`.
    /// @param sand Balance of Sand, smallest unit.
    /// @param items Balance of each item; the index is the id, index 0 is unused.
    /// @param found Relics ever found: bit `relic - 1`.
    /// @param vault Sand in the vault, smallest unit.
    /// @param week Week of the block, counted from Mondays, 00:00 UTC; week 0 contains 1 January 1970. `chests` and `best` are of
    /// it.
    /// @param chests Chests opened in that week: bit `chest - 1`.
    /// @param best Points of the best expedition scored for that week.
    /// @param expedition The current expedition, or one that is over and not scored yet.
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

    /// @notice One expedition: an hour on the island. After nightfall its counts no longer change.
    /// @param number Number of the expedition, counted per player from 1.
    /// @param embarkedAt Unix seconds; 0: there is none.
    /// @param regions Regions explored, of 8 × 8 tiles each: bit `y / 8 * 8 + x / 8`.
    /// @param quests Quests claimed in the expedition.
    /// @param relics Relics found in the expedition.
    /// @param earned Whole Sand that quests and chests paid in the expedition.
    /// @param banked Sand banked in the expedition and not withdrawn since, smallest unit.
    struct Expedition {
        uint256 number;
        uint256 embarkedAt;
        uint256 regions;
        uint256 quests;
        uint256 relics;
        uint256 earned;
        uint256 banked;
    }

    /// @notice State of a resource node after it was last gathered.
    /// @param since Unix seconds from which it grows back; 0: never gathered, full.
    /// @param left Pieces left at `since`.
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
    /// @param item The item now worn in the slot; 0 is none.
    event Equipped(address indexed player, uint256 indexed slot, uint256 item);
    event QuestClaimed(address indexed player, uint256 indexed quest, uint256 sand);
    event Bought(address indexed player, uint256 indexed item, uint256 sand);
    /// @param expedition Number of the expedition, counted per player from 1.
    /// @param week The week whose leaderboard it counts for, counted from Mondays, 00:00 UTC; week 0 contains 1 January 1970.
    event Embarked(address indexed player, uint256 expedition, uint256 week);
    /// @param regions Number of regions; relics and quests are numbers too.
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
    /// @param vault The player's Sand in the vault afterwards.
    event SandBanked(address indexed player, uint256 sand, uint256 vault);
    event SandWithdrawn(address indexed player, uint256 sand, uint256 vault);
    event RelicFound(address indexed player, uint256 indexed relic, uint256 item, uint256 tile);
    event ChestOpened(
        address indexed player, uint256 indexed chest, uint256 week, uint256 sand, uint256 item, uint256 amount
    );

    // Errors of move
    error PathLengthInvalid(uint256 seen, uint256 max);
    error DirectionUnknown(uint256 step, uint256 seen, uint256 max);
    /// @param open The biomes that the player may walk on: bit `biome`.
    error BiomeClosed(uint256 tile, uint256 biome, uint256 open);

    // Errors of gather
    error TileOutOfReach(uint256 tile, uint256 playerTile);
    error NothingGrows(uint256 tile);
    error ToolNotWorn(uint256 material, uint256 tool);
    error NodeEmpty(uint256 tile, uint256 readyAt);

    // Errors of craft and equip
    error RecipeUnknown(uint256 seen, uint256 max);
    error ItemsTooFew(uint256 item, uint256 seen, uint256 needed);
    error ItemIsWorn(uint256 item);
    error NotWearable(uint256 item);

    // Errors of claim
    error QuestUnknown(uint256 seen, uint256 max);
    error QuestAlreadyClaimed(uint256 quest);
    error QuestNotMet(uint256 quest, uint256 seen, uint256 needed);

    // Errors of buy
    error NotForSale(uint256 item);
    error TraderOutOfReach(uint256 distance, uint256 reach);
    error PriceAboveMax(uint256 price, uint256 maxSand);
    error SandTooLow(uint256 seen, uint256 needed);

    // Errors of embark, finish, bank and withdraw
    error CampOutOfReach(uint256 distance, uint256 reach);
    error ExpeditionRuns(uint256 until);
    error NoExpedition(address player);
    error AmountZero();

    // Errors of unearth
    error NothingHidden(uint256 tile);
    error RelicAlreadyFound(uint256 relic);
    error ChestAlreadyOpened(uint256 chest, uint256 week);

    // Other errors
    error SiteMissing(uint256 site, uint256 biome);
    error NotTheGame(address seen, address allowed);
    error TileUnknown(uint256 seen, uint256 max);

    /// @notice Walks a path. Checks all steps; if one is refused, none is taken.
    /// @param path One byte per step: 0 north, 1 east, 2 south, 3 west; 1 to 32 steps, inclusive.
    function move(bytes calldata path) external;

    /// @notice Gathers what grows on the player's own tile or one of its four neighbours.
    /// @dev The yield depends only on the tile, the worn items and the clock: there is no random draw that could be repeated.
    function gather(uint256 tile) external;

    /// @notice Makes an item from other items, which are burned.
    function craft(uint256 recipe) external;

    /// @notice Wears an item in its slot and replaces the one worn there. An item that is already worn is taken off.
    /// Refused if the player could then not stand on the current tile.
    function equip(uint256 item) external;

    /// @notice Takes the reward of a quest whose condition holds now. Once per player and quest.
    function claim(uint256 quest) external;

    /// @notice Buys one piece of an item from the trader, near the camp, and burns its price.
    /// @param maxSand The most that the player pays, smallest unit, inclusive. A session's Sand cap counts this amount.
    function buy(uint256 item, uint256 maxSand) external;

    /// @notice Begins an expedition at the camp: a scored hour that ends at nightfall. Refused while another one runs. An
    /// expedition that is over and not scored yet is scored first. All other actions also work without an expedition, but then
    /// score nothing.
    function embark() external;

    /// @notice Ends the caller's expedition and scores it. Before nightfall only at the camp.
    function finish() external;

    /// @notice Scores a player's expedition that is over. Anybody may call it, so a week's leaderboard does not depend on players
    /// coming back. It changes nothing else of the player and pays nobody.
    function settle(address player) external;

    /// @notice Banks Sand: moves it into the player's vault, at the camp. It stays the player's, out of reach of `buy` and so of
    /// a stolen session key. Sand earned in an expedition counts for its score if it is banked before nightfall.
    /// @param amount Smallest unit.
    function bank(uint256 amount) external;

    /// @notice Withdraws Sand from the vault, anywhere. Only for owners: no grant of the game names it. During an expedition it
    /// undoes what banking counted.
    /// @param amount Smallest unit.
    function withdraw(uint256 amount) external;

    /// @notice Takes what is hidden on the player's own tile or one of its four neighbours: a relic, once per player, if the
    /// player wears the spade; or the contents of a chest, once per player and week, for a key.
    /// @dev Places depend on the seed, the contents of a chest on seed, place and week. Everybody can compute them in advance, so
    /// there is no random draw that could be repeated.
    function unearth(uint256 tile) external;

    /// @notice Points of a player's best expedition in a week.
    function bestOf(address player, uint256 week) external view returns (uint256 points);

    /// @notice What is hidden on a tile: a relic by its id, or a chest, whose ids continue after the last relic; 0 is nothing.
    function siteAt(uint256 tile) external view returns (uint256 site);

    /// @notice Whether a player wears an item.
    function isWorn(address player, uint256 item) external view returns (bool);

    /// @notice Everything about a player, including balances.
    function readPlayer(address player) external view returns (PlayerView memory);

    /// @notice Stored state of nodes, in the order of the argument.
    function readNodes(uint256[] calldata tiles) external view returns (Node[] memory);

    /// @notice Biome of a tile, and the material that grows there (0 is none).
    function tileAt(uint256 tile) external view returns (uint256 biome, uint256 resource);
}

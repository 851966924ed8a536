// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IHourglass
/// @notice The game of expeditions as players, session keys, indexers and clients see it; docs/game.md explains the rules. Every
/// action affects and pays `msg.sender` only, and calls no address that a player names. Times are Unix seconds. A tile is
/// `y * 64 + x`. Sand is in the smallest unit, unless it says whole Sand.
interface IHourglass {
    /// @notice What is stored about a player, as packed words.
    /// @param run Everything that a step reads and writes, see {Run}.
    /// @param pack What is carried, see {Pack}.
    /// @param digs What was dug and delivered, see {Digs}.
    /// @param profile What stays from one expedition to the next, see {Profile}.
    /// @param sand Balance of Sand, smallest unit.
    /// @param relics Balances of the items of the six relics; the index is `relic - 1`.
    struct PlayerWords {
        uint256 run;
        uint256 pack;
        uint256 digs;
        uint256 profile;
        uint256 sand;
        uint256[6] relics;
    }

    /// @notice The seed of a day, or how far its draw is.
    /// @param block Number of the block whose hash draws the seed; 0: not named yet.
    /// @param seed 32 bits; 0 until `drawn`.
    struct Draw {
        uint256 block;
        uint256 seed;
        bool drawn;
    }

    /// @notice An expedition of many: all play the same seed, and all end at `startsAt` plus the seconds of `length`.
    /// @param length 1 Dash, 2 Walk, 3 Voyage; 0: there is no such room.
    struct Room {
        uint256 startsAt;
        uint256 length;
        uint256 block;
        uint256 seed;
        bool drawn;
    }

    /// @param expedition Number of the expedition, counted per player from 1; of all events.
    /// @param plan As `embark` was given it.
    event Embarked(address indexed player, uint256 expedition, uint256 plan, uint256 seed, uint256 endsAt);
    /// @param path Two bits per step, the first lowest: 0 north, 1 east, 2 south, 3 west; and a 1 above the last.
    /// @param tile Where the player then stands.
    event Moved(address indexed player, uint256 expedition, uint256 path, uint256 tile);
    /// @param falls Falls on steps of an earlier block, at least one.
    event Fell(address indexed player, uint256 expedition, uint256 falls);
    event Gathered(address indexed player, uint256 expedition, uint256 tile, uint256 item, uint256 amount);
    /// @param layer 1 to 3.
    /// @param value Points that the layer adds to the load.
    event Unearthed(address indexed player, uint256 expedition, uint256 tile, uint256 layer, uint256 value);
    event Crafted(address indexed player, uint256 expedition, uint256 recipe);
    /// @param slot 0 hand, 1 feet, 2 back.
    /// @param item The item now worn in the slot; 0 is none.
    event Equipped(address indexed player, uint256 expedition, uint256 slot, uint256 item);
    /// @param place 0 the camp, 1 to 4 the posts in the north, east, south and west.
    /// @param load Points of what was banked.
    /// @param points Points of the expedition afterwards.
    event Banked(address indexed player, uint256 expedition, uint256 place, uint256 load, uint256 points);
    /// @param mark Which mark of a survey; else 0.
    /// @param reward Points of this claim.
    /// @param points Points of the expedition afterwards.
    event ErrandClaimed(
        address indexed player, uint256 expedition, uint256 errand, uint256 mark, uint256 reward, uint256 points
    );
    /// @param sand What was burned; 0 in practice and in a room.
    event Bought(address indexed player, uint256 expedition, uint256 item, uint256 sand);
    event Signalled(address indexed player, uint256 expedition, uint256 tile, uint256 kind);
    /// @param points With the bonus for coming home.
    /// @param sand What was minted into the vault.
    /// @param relics What was minted to the player: bit `relic - 1`.
    event Finished(
        address indexed player, uint256 expedition, uint256 place, uint256 points, uint256 sand, uint256 relics
    );
    /// @param vault The player's Sand in the vault afterwards.
    event SandWithdrawn(address indexed player, uint256 sand, uint256 vault);
    /// @param block The block whose hash draws the seed.
    event DayNamed(uint256 indexed day, uint256 block);
    event DayDrawn(uint256 indexed day, uint256 seed);
    event RoomOpened(address indexed player, uint256 indexed room, uint256 startsAt, uint256 length);
    event RoomNamed(uint256 indexed room, uint256 block);
    event RoomDrawn(uint256 indexed room, uint256 seed);

    // Errors of every action
    error NoExpedition(address player);
    error ExpeditionOver(uint256 endsAt);
    /// @param readyAt When the action will be possible.
    error OutOfGrains(uint256 readyAt);
    /// @param max The most grains that anybody holds.
    error TooDear(uint256 cost, uint256 max);

    // Errors of embark
    error PlanInvalid(uint256 plan);
    error ExpeditionRuns(uint256 endsAt);

    // Errors of move
    error PathLengthInvalid(uint256 seen, uint256 max);
    error DirectionUnknown(uint256 step, uint256 seen, uint256 max);
    /// @param open What the ground, the tide and what is worn open: bit `biome`.
    error BiomeClosed(uint256 tile, uint256 biome, uint256 open);

    // Errors of gather and unearth
    error TileOutOfReach(uint256 tile, uint256 playerTile);
    error NothingGrows(uint256 tile);
    /// @param material What the tool is needed for; 0: digging.
    error ToolNotWorn(uint256 material, uint256 tool);
    error NodeTaken(uint256 tile, uint256 tide);
    error PackFull(uint256 weight, uint256 capacity);
    error NothingHidden(uint256 tile);
    error SiteEmpty(uint256 tile, uint256 tide);

    // Errors of craft and equip
    error RecipeUnknown(uint256 seen, uint256 max);
    error ItemOwned(uint256 item);
    error ItemsTooFew(uint256 item, uint256 seen, uint256 needed);
    error NotWearable(uint256 item);

    // Errors of bank and finish
    error CampOutOfReach(uint256 distance, uint256 reach);
    /// @param block The block of the steps: in the next one they are settled.
    error NightUnsettled(uint256 block);
    error NothingToBank();

    // Errors of claim
    error ErrandUnknown(uint256 seen, uint256 max);
    error ErrandClosed(uint256 errand, uint256 tide);
    error ErrandDone(uint256 errand);
    error ErrandsFull(uint256 seen, uint256 max);
    /// @param tile Where the errand is done.
    error ErrandElsewhere(uint256 errand, uint256 tile);
    error ErrandNotMet(uint256 errand, uint256 seen, uint256 needed);

    // Errors of buy, withdraw and signal
    error NotForSale(uint256 item);
    error PriceAboveMax(uint256 price, uint256 maxSand);
    /// @param spent Whole Sand, with the price.
    /// @param purse Whole Sand.
    error PurseEmpty(uint256 spent, uint256 purse);
    error SupplyFull(uint256 item, uint256 seen, uint256 max);
    error SandTooLow(uint256 seen, uint256 needed);
    error AmountZero();
    error SignalUnknown(uint256 seen, uint256 max);

    // Errors of days and rooms
    error DayPlayed(uint256 day);
    /// @param block The block that draws the seed; 0: not named.
    error DayNotOpen(uint256 day, uint256 block);
    error DayIsOpen(uint256 day);
    /// @param min Inclusive, as `max`.
    error RoomTimeInvalid(uint256 startsAt, uint256 min, uint256 max);
    error LengthUnknown(uint256 seen, uint256 max);
    error RoomUnknown(uint256 room, uint256 count);
    error RoomNotStarted(uint256 startsAt);
    error RoomOver(uint256 endsAt);
    error RoomLength(uint256 seen, uint256 needed);
    error RoomNotOpen(uint256 room, uint256 block);
    error RoomIsOpen(uint256 room);

    /// @notice Begins an expedition. Refused while another one runs, unless that is practice.
    /// @param plan From the lowest bit: mode 2, length 2, calling 2, tool 3, purse 2, start 3, of 32. All other bits are 0.
    function embark(uint256 plan) external;

    /// @notice Walks a path. Checks all steps; if one is refused, none is taken.
    /// @param path One byte per step: 0 north, 1 east, 2 south, 3 west; 1 to 32 steps, inclusive.
    function move(bytes calldata path) external;

    /// @notice Gathers what grows on the player's own tile or one of its four neighbours, once in each tide.
    function gather(uint256 tile) external;

    /// @notice Digs out the next layer of a site on the player's own tile or one of its four neighbours.
    function unearth(uint256 tile) external;

    /// @notice Makes an item from what the pack holds.
    function craft(uint256 recipe) external;

    /// @notice Wears a tool in its slot, in place of the one worn there. A tool that is already worn is taken off.
    function equip(uint256 item) external;

    /// @notice Makes what is carried count, at a camp.
    function bank() external;

    /// @notice Takes the reward of an errand of this tide whose condition holds now.
    /// @param errand 0 to 5.
    function claim(uint256 errand) external;

    /// @notice Buys a supply or a tool at a camp, and burns its price.
    /// @param maxSand The most that the player pays, smallest unit, inclusive. A session's Sand cap counts this amount.
    function buy(uint256 item, uint256 maxSand) external;

    /// @notice Shows others a sign at the player's tile.
    /// @param kind 0 to 7.
    function signal(uint256 kind) external;

    /// @notice Ends the expedition at a camp, with a bonus for coming home.
    function finish() external;

    /// @notice Takes Sand out of the vault. Only for owners: no grant of the game names it.
    /// @param amount Smallest unit.
    function withdraw(uint256 amount) external;

    /// @notice Opens a room. Only for owners: no grant of the game names it.
    /// @return room Its number, from 1.
    function openRoom(uint256 startsAt, uint256 length) external returns (uint256 room);

    /// @notice Names the block that draws the seed of this day, or draws it. Acts for nobody.
    function openDay() external;

    /// @notice Names the block that draws the seed of a room, or draws it. Acts for nobody.
    function drawRoom(uint256 room) external;

    /// @notice Everything about a player but nodes, including balances.
    function readPlayer(address player) external view returns (PlayerWords memory);

    /// @notice Which nodes a player has gathered: 128 tiles per word, see {Nodes}.
    function readNodes(address player) external view returns (uint256[32] memory);

    /// @param day Days since 1970.
    function readDay(uint256 day) external view returns (Draw memory);

    function readRoom(uint256 room) external view returns (Room memory);
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Hidden} from "./Hidden.sol";
import {IHourglass} from "./IHourglass.sol";
import {Island} from "./Island.sol";
import {PlayerSlot} from "./PlayerSlot.sol";
import {Players} from "./Players.sol";
import {Table} from "./generated/Table.sol";

/// @title Hourglass
/// @notice The rules of the game. It has no owner and cannot be changed. It deploys its two tokens and calls no other contract;
/// an action affects `msg.sender` only. Time is the block's timestamp. The TypeScript twin is game/rules/apply.ts.
contract Hourglass is Hidden {
    /// @notice Longest path of one move, in steps.
    uint256 public constant MAX_STEPS = 32;

    uint256 private constant NORTH = 0;
    uint256 private constant EAST = 1;
    uint256 private constant WEST = 3;

    mapping(uint256 tile => Node) private _nodes;

    constructor(uint32 seed) Players(seed) Hidden(seed) {}

    /// @inheritdoc IHourglass
    function move(bytes calldata path) external {
        if (path.length == 0 || path.length > MAX_STEPS) revert PathLengthInvalid(path.length, MAX_STEPS);
        PlayerSlot player = _enter();
        uint256 open = _openBiomes(player);
        uint256 fromTile = player.tile();
        uint256 tile = fromTile;
        uint256 explored = player.regions();
        uint256 direction;
        for (uint256 step = 0; step < path.length; ++step) {
            direction = uint8(path[step]);
            if (direction > WEST) revert DirectionUnknown(step, direction, WEST);
            tile = _neighbour(tile, direction);
            _requireOpen(tile, open);
            explored |= 1 << _regionOf(tile);
        }
        if (_isDay(player)) player = player.withRegions(explored);
        _players[msg.sender] = player.withTile(tile).withFacing(direction).withSteps(player.steps() + path.length);
        emit Moved(msg.sender, fromTile, tile, path.length);
    }

    /// @inheritdoc IHourglass
    function gather(uint256 tile) external {
        PlayerSlot player = _enter();
        if (!_inReach(player.tile(), tile)) revert TileOutOfReach(tile, player.tile());
        uint256 material = Island.resourceAt(SEED, tile);
        if (material == 0) revert NothingGrows(tile);
        (uint256 capacity, uint256 regrowSeconds, uint256 tool) = Table.node(material);
        if (tool != 0 && !_wears(player, tool)) revert ToolNotWorn(material, tool);

        Node memory node = _nodes[tile];
        uint256 since = node.since;
        uint256 available = capacity;
        if (since != 0) {
            uint256 grown = (block.timestamp - since) / regrowSeconds;
            available = node.left + grown;
            // Keeps the progress towards the next piece, unless the node is full and its clock stops.
            since += grown * regrowSeconds;
        }
        if (available == 0) revert NodeEmpty(tile, since + regrowSeconds);
        if (available >= capacity) (available, since) = (capacity, block.timestamp);

        uint256 amount = 1 + _bonus(player, material);
        if (amount > available) amount = available;
        uint256 left = available - amount;
        // Fits: left is below a capacity, which the table keeps in 8 bits; 40 bits of seconds last 34,000 years.
        _nodes[tile] = Node({since: uint40(since), left: uint8(left)});
        emit Gathered(msg.sender, tile, material, amount, left, since);
        ITEMS.mint(msg.sender, material, amount);
    }

    /// @inheritdoc IHourglass
    function craft(uint256 recipe) external {
        PlayerSlot player = _enter();
        (uint256 inputs, uint256 outputItem, uint256 outputAmount) = Table.recipe(recipe);
        if (inputs == 0) revert RecipeUnknown(recipe, Table.RECIPE_COUNT);
        emit Crafted(msg.sender, recipe);
        _burn(player, inputs);
        ITEMS.mint(msg.sender, outputItem, outputAmount);
    }

    /// @inheritdoc IHourglass
    function equip(uint256 item) external {
        PlayerSlot player = _enter();
        uint256 place = Table.place(item);
        if (place == 0) revert NotWearable(item);
        uint256 slot = place - 1;
        uint256 worn = player.worn(slot) == item ? 0 : item;
        if (worn != 0 && ITEMS.balanceOf(msg.sender, item) == 0) revert ItemsTooFew(item, 0, 1);
        player = player.withWorn(slot, worn);
        _requireOpen(player.tile(), _openBiomes(player));
        _players[msg.sender] = player;
        emit Equipped(msg.sender, slot, worn);
    }

    /// @inheritdoc IHourglass
    function claim(uint256 quest) external {
        PlayerSlot player = _enter();
        (uint256 kind, uint256 subject, uint256 needed, uint256 sand) = Table.quest(quest);
        if (needed == 0) revert QuestUnknown(quest, Table.QUEST_COUNT);
        if ((player.claimed() >> quest) & 1 == 1) revert QuestAlreadyClaimed(quest);
        uint256 seen = _progress(player, kind, subject);
        if (seen < needed) revert QuestNotMet(quest, seen, needed);
        player = _earn(player.withClaimed(player.claimed() | (1 << quest)), sand);
        if (_isDay(player)) player = player.withQuests(player.quests() + 1);
        _players[msg.sender] = player;
        emit QuestClaimed(msg.sender, quest, sand);
        if (kind == Table.ASK_BRING) _burn(player, (subject << 16) | needed);
        SAND.mint(msg.sender, sand);
    }

    /// @inheritdoc IHourglass
    function buy(uint256 item, uint256 maxSand) external {
        PlayerSlot player = _enter();
        uint256 price = Table.price(item);
        if (price == 0) revert NotForSale(item);
        uint256 distance = Island.distanceToCamp(player.tile());
        uint256 reach = Table.CAMP_REACH;
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            reach += Table.reach(player.worn(i));
        }
        if (distance > reach) revert TraderOutOfReach(distance, reach);
        if (price > maxSand) revert PriceAboveMax(price, maxSand);
        emit Bought(msg.sender, item, price);
        SAND.burn(msg.sender, price);
        ITEMS.mint(msg.sender, item, 1);
    }

    /// @inheritdoc IHourglass
    function isWorn(address player, uint256 item) external view returns (bool) {
        return _wears(_players[player], item);
    }

    /// @inheritdoc IHourglass
    function readPlayer(address player) external view returns (PlayerView memory view_) {
        PlayerSlot slot = _players[player];
        view_.joined = slot.joined();
        if (!view_.joined) slot = _newcomer();
        view_.tile = slot.tile();
        view_.facing = slot.facing();
        view_.worn = new uint256[](Table.SLOT_COUNT);
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            view_.worn[i] = slot.worn(i);
        }
        view_.steps = slot.steps();
        view_.claimed = slot.claimed();
        view_.sand = SAND.balanceOf(player);
        view_.items = _balances(player);
        view_.found = slot.found();
        view_.vault = _ledgers[player].vault;
        view_.week = _weekOf(block.timestamp);
        view_.chests = _openedChests(player, view_.week);
        view_.best = _best[player][view_.week];
        view_.expedition = _readExpedition(player, slot);
    }

    /// @inheritdoc IHourglass
    function readNodes(uint256[] calldata tiles) external view returns (Node[] memory nodes) {
        nodes = new Node[](tiles.length);
        for (uint256 i = 0; i < tiles.length; ++i) {
            nodes[i] = _nodes[tiles[i]];
        }
    }

    /// @inheritdoc IHourglass
    function tileAt(uint256 tile) external view returns (uint256 biome, uint256 resource) {
        if (tile >= Island.TILES) revert TileUnknown(tile, Island.TILES - 1);
        return (Island.biomeAt(SEED, tile), Island.resourceAt(SEED, tile));
    }

    /// @dev Burns what a recipe or a quest takes. Never burns a worn item: it must be taken off first.
    /// @param inputs 32 bits per input, as returned by {Table.recipe}.
    function _burn(PlayerSlot player, uint256 inputs) private {
        uint256 count = 0;
        for (uint256 rest = inputs; rest != 0; rest >>= 32) {
            ++count;
        }
        uint256[] memory ids = new uint256[](count);
        uint256[] memory amounts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            ids[i] = (inputs >> (32 * i + 16)) & 0xffff;
            amounts[i] = (inputs >> (32 * i)) & 0xffff;
            if (_wears(player, ids[i])) revert ItemIsWorn(ids[i]);
        }
        ITEMS.burn(msg.sender, ids, amounts);
    }

    function _progress(PlayerSlot player, uint256 kind, uint256 subject) private view returns (uint256) {
        if (kind == Table.ASK_WALK) return player.steps();
        if (kind == Table.ASK_WEAR) return _wears(player, subject) ? 1 : 0;
        if (kind == Table.ASK_STAND) return Island.biomeAt(SEED, player.tile()) == subject ? 1 : 0;
        if (kind == Table.ASK_EXPLORE) return _count(player.regions());
        if (kind == Table.ASK_FIND) return _count(player.found());
        return ITEMS.balanceOf(msg.sender, subject);
    }

    /// @dev Item 0 does not exist, so the index is the id. One call instead of one per item, because pages read this often.
    function _balances(address player) private view returns (uint256[] memory) {
        address[] memory accounts = new address[](Table.ITEM_COUNT + 1);
        uint256[] memory ids = new uint256[](Table.ITEM_COUNT + 1);
        for (uint256 id = 0; id <= Table.ITEM_COUNT; ++id) {
            (accounts[id], ids[id]) = (player, id);
        }
        return ITEMS.balanceOfBatch(accounts, ids);
    }

    function _requireOpen(uint256 tile, uint256 open) private view {
        uint256 biome = Island.biomeAt(SEED, tile);
        if ((open >> biome) & 1 == 0) revert BiomeClosed(tile, biome, open);
    }

    /// @dev Needs no check for the edge: the map's border is sea, so nobody stands where a step would leave the map, and stepping
    /// east or west from the border leads to the border of the next row.
    function _neighbour(uint256 tile, uint256 direction) private pure returns (uint256) {
        unchecked {
            if (direction == NORTH) return tile - 64;
            if (direction == EAST) return tile + 1;
            return direction == WEST ? tile - 1 : tile + 64;
        }
    }

    function _openBiomes(PlayerSlot player) private pure returns (uint256 open) {
        open = Table.FREE_BIOMES;
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            uint256 item = player.worn(i);
            if (item != 0) open |= Table.opens(item);
        }
    }

    function _bonus(PlayerSlot player, uint256 material) private pure returns (uint256 bonus) {
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            (uint256 item, uint256 amount) = Table.bonus(player.worn(i));
            if (item == material) bonus += amount;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {Items} from "../../src/game/Items.sol";
import {PlayerSlot} from "../../src/game/PlayerSlot.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";

/// @notice A game with one player, and the shortcuts that tests need: to stand somewhere, to own and to wear something.
abstract contract GameTest is Test {
    uint32 internal constant SEED = 7;
    /// @dev Slot of `_players` in Hourglass; `test_placesPlayers` fails when the layout changes.
    uint256 private constant PLAYERS_SLOT = 0;

    Hourglass internal game;
    Sand internal sand;
    Items internal items;
    address internal ana = makeAddr("ana");
    address internal ben = makeAddr("ben");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        game = new Hourglass(SEED);
        sand = game.SAND();
        items = game.ITEMS();
    }

    function give(address player, uint256 item, uint256 amount) internal {
        vm.prank(address(game));
        items.mint(player, item, amount);
    }

    function giveSand(address player, uint256 amount) internal {
        vm.prank(address(game));
        sand.mint(player, amount);
    }

    /// @notice Puts a player on a tile, as if they had walked there.
    function place(address player, uint256 tile) internal {
        store(player, slotOf(player).withJoined().withTile(tile));
    }

    /// @dev Weeks as the game counts them, from the calendar: 1970-01-05 was the first Monday.
    function weekOf(uint256 at) internal pure returns (uint256) {
        return at < 4 days ? 0 : 1 + (at - 4 days) / 1 weeks;
    }

    function mondayOf(uint256 week) internal pure returns (uint256) {
        return 4 days + (week - 1) * 1 weeks;
    }

    function slotOf(address player) internal view returns (PlayerSlot) {
        return PlayerSlot.wrap(uint256(vm.load(address(game), keccak256(abi.encode(player, PLAYERS_SLOT)))));
    }

    function store(address player, PlayerSlot slot) internal {
        vm.store(address(game), keccak256(abi.encode(player, PLAYERS_SLOT)), bytes32(PlayerSlot.unwrap(slot)));
    }

    /// @notice Where a relic or a chest is.
    function findSite(uint256 site) internal view returns (uint256) {
        return (game.SITES() >> (16 * (site - 1))) & 0xffff;
    }

    /// @notice Gives an item and wears it, at the camp.
    function wear(address player, uint256 item) internal {
        give(player, item, 1);
        place(player, Table.CAMP);
        vm.prank(player);
        game.equip(item);
    }

    function move(address player, bytes memory path) internal {
        vm.prank(player);
        game.move(path);
    }

    /// @notice The first tile of a biome whose western neighbour has another biome.
    function findBorder(uint256 westBiome, uint256 biome) internal pure returns (uint256) {
        for (uint256 tile = 65; tile < Island.TILES; ++tile) {
            if (Island.biomeAt(SEED, tile) == biome && Island.biomeAt(SEED, tile - 1) == westBiome) return tile;
        }
        revert("no such border on this island");
    }

    function findBiome(uint256 biome) internal pure returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            if (Island.biomeAt(SEED, tile) == biome) return tile;
        }
        revert("no such biome on this island");
    }

    function findResource(uint256 item) internal pure returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            if (Island.resourceAt(SEED, tile) == item) return tile;
        }
        revert("no such material on this island");
    }

    function tileOf(address player) internal view returns (uint256) {
        return game.readPlayer(player).tile;
    }

    function nodeAt(uint256 tile) internal view returns (IHourglass.Node memory) {
        uint256[] memory tiles = new uint256[](1);
        tiles[0] = tile;
        return game.readNodes(tiles)[0];
    }
}

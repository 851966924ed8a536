// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {Chart} from "../../src/game/Chart.sol";
import {Digs} from "../../src/game/Digs.sol";
import {DrawSlot} from "../../src/game/DrawSlot.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Hourglass} from "../../src/game/Hourglass.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Profile} from "../../src/game/Profile.sol";
import {Run, RunLib} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";

/// @notice A game in which `ana` plays, and the shortcuts that tests need: to be somewhere, at some time, with something.
abstract contract GameTest is Test {
    uint256 internal constant SEED = 7;
    /// @dev Noon of a day.
    uint256 internal constant NOON = 20_833 days + 12 hours;

    uint256 internal constant DASH = 1;
    uint256 internal constant WALK = 2;
    uint256 internal constant VOYAGE = 3;
    uint256 internal constant FORAGER = 1;
    uint256 internal constant DELVER = 2;
    uint256 internal constant COURIER = 3;
    uint256 internal constant FULL_PURSE = 2;

    Hourglass internal game;
    Sand internal sand;
    Items internal items;
    Chart internal chart;
    address internal ana = makeAddr("ana");
    address internal ben = makeAddr("ben");

    function setUp() public virtual {
        vm.warp(NOON);
        vm.roll(1_000_000);
        game = Hourglass(vm.deployCode("Hourglass.sol:Hourglass"));
        sand = game.SAND();
        items = game.ITEMS();
        chart = game.CHART();
    }

    /// @notice Practice on SEED, with the full purse and boots, from the camp, whatever ran before.
    function begin(uint256 length, uint256 calling) internal {
        store(Run.wrap(0));
        embark(plan(1, length, calling, 0, FULL_PURSE, 0, SEED));
    }

    function plan(
        uint256 mode,
        uint256 length,
        uint256 calling,
        uint256 tool,
        uint256 purse,
        uint256 start,
        uint256 of_
    ) internal pure returns (uint256) {
        return mode | length << 2 | calling << 4 | tool << 6 | purse << 9 | start << 11 | of_ << 14;
    }

    function embark(uint256 plan_) internal {
        play(abi.encodeCall(IHourglass.embark, (plan_)));
    }

    /// @notice Seconds since the start of ana's expedition.
    function at(uint256 t) internal {
        vm.warp(run().endsAt() - Numbers.secondsOf(run().length()) + t);
    }

    /// @notice Plays the expedition as a daily one, which pays.
    function makeDaily() internal {
        store(Run.wrap(Run.unwrap(run()) & ~uint256(3 << 16)));
    }

    function place(uint256 tile) internal {
        store(run().withTile(tile));
    }

    /// @notice Gives a tool and puts it on.
    function wear(uint256 tool) internal {
        store(pack().withTool(tool));
        store(run().withWorn(Table.place(tool) - 1, tool));
    }

    function undress() internal {
        store(run().withWorn(RunLib.HAND, 0).withWorn(RunLib.FEET, 0).withWorn(RunLib.BACK, 0));
    }

    function give(uint256 item, uint256 units) internal {
        store(pack().withUnits(item, units));
    }

    function giveSand(uint256 amount) internal {
        vm.prank(address(game));
        sand.mint(ana, amount);
    }

    /// @notice Grains that ana could spend now.
    function grains() internal view returns (uint256) {
        uint256 fallen = 2 * (block.timestamp + Numbers.secondsOf(run().length()) - run().endsAt());
        return 90 + fallen - (run().used() > fallen ? run().used() : fallen);
    }

    /// @notice Leaves ana so many grains.
    function leaveGrains(uint256 left) internal {
        uint256 fallen = 2 * (block.timestamp + Numbers.secondsOf(run().length()) - run().endsAt());
        store(run().withUsed(90 + fallen - left));
    }

    /// @notice An action of ana's that is accepted.
    function play(bytes memory call) internal {
        vm.prank(ana);
        (bool success, bytes memory reason) = address(game).call(call);
        if (!success) revert(string.concat("refused: ", vm.toString(reason)));
    }

    /// @notice An action of ana's that is refused.
    function refuse(bytes memory call, bytes memory reason) internal {
        vm.prank(ana);
        (bool success, bytes memory seen) = address(game).call(call);
        assertFalse(success, "accepted");
        assertEq(vm.toString(seen), vm.toString(reason), "the reason");
    }

    function run() internal view returns (Run) {
        return Run.wrap(_load(0));
    }

    function pack() internal view returns (Pack) {
        return Pack.wrap(_load(1));
    }

    function digs() internal view returns (Digs) {
        return Digs.wrap(_load(2));
    }

    function profile() internal view returns (Profile) {
        return Profile.wrap(_load(3));
    }

    function store(Run word) internal {
        _store(0, Run.unwrap(word));
    }

    function store(Pack word) internal {
        _store(1, Pack.unwrap(word));
    }

    function store(Digs word) internal {
        _store(2, Digs.unwrap(word));
    }

    function store(Profile word) internal {
        _store(3, Profile.unwrap(word));
    }

    /// @notice The seed of today, known.
    function openToday(uint256 seed) internal {
        uint256 day = block.timestamp / 1 days;
        uint256 word = DrawSlot.unwrap(DrawSlot.wrap(0).withNamed(1).withSeed(seed));
        vm.store(address(game), keccak256(abi.encode(day, uint256(5))), bytes32(word));
    }

    function findResource(uint256 item) internal pure returns (uint256) {
        return findResource(item, 0, 64);
    }

    /// @notice A node of a material, at a distance from the camp.
    function findResource(uint256 item, uint256 least, uint256 most) internal pure returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            uint256 tiles = Island.distanceToCamp(tile);
            if (tiles >= least && tiles <= most && Island.resourceAt(SEED, tile) == item) return tile;
        }
        revert("no such material on this island");
    }

    function findBiome(uint256 biome) internal pure returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            if (Island.biomeAt(SEED, tile) == biome) return tile;
        }
        revert("no such biome on this island");
    }

    /// @notice The first tile of a biome whose western neighbour has another biome.
    function findBorder(uint256 westBiome, uint256 biome) internal pure returns (uint256) {
        for (uint256 tile = 65; tile < Island.TILES; ++tile) {
            if (Island.biomeAt(SEED, tile) == biome && Island.biomeAt(SEED, tile - 1) == westBiome) return tile;
        }
        revert("no such border on this island");
    }

    /// @notice A site with so many layers.
    function findSite(uint256 tide, uint256 layers) internal view returns (uint256) {
        for (uint256 tile = 0; tile < Island.TILES; ++tile) {
            if (chart.siteAt(SEED, tide, tile) == layers) return tile;
        }
        revert("no such site on this island");
    }

    function _load(uint256 slot) private view returns (uint256) {
        return uint256(vm.load(address(game), keccak256(abi.encode(ana, slot))));
    }

    function _store(uint256 slot, uint256 word) private {
        vm.store(address(game), keccak256(abi.encode(ana, slot)), bytes32(word));
    }
}

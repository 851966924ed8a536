// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Island} from "../../src/game/Island.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Digs} from "../../src/game/Digs.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Profile} from "../../src/game/Profile.sol";
import {Run} from "../../src/game/Run.sol";
import {GameTest} from "./GameTest.sol";

contract ViewsTest is GameTest {
    function test_readsTheWords_whereTheyAreStored() public {
        store(Run.wrap(11));
        store(Pack.wrap(12));
        store(Digs.wrap(13));
        store(Profile.wrap(14));
        giveSand(15);
        for (uint256 relic = 0; relic < 6; ++relic) {
            vm.prank(address(game));
            items.mint(ana, 26 + relic, relic + 1);
        }
        IHourglass.PlayerWords memory words = game.readPlayer(ana);
        assertEq(words.run, 11, "RUN");
        assertEq(words.pack, 12, "PACK");
        assertEq(words.digs, 13, "DIGS");
        assertEq(words.profile, 14, "PROFILE");
        assertEq(words.sand, 15, "Sand");
        for (uint256 relic = 0; relic < 6; ++relic) {
            assertEq(words.relics[relic], relic + 1, "relics");
        }
    }

    function test_readsNodes_whereTheyAreStored() public {
        for (uint256 index = 0; index < 32; ++index) {
            bytes32 slot = keccak256(abi.encode(index, keccak256(abi.encode(ana, uint256(4)))));
            vm.store(address(game), slot, bytes32(index + 1));
        }
        uint256[32] memory words = game.readNodes(ana);
        for (uint256 index = 0; index < 32; ++index) {
            assertEq(words[index], index + 1, "a word");
        }
    }

    function test_readsTheGround() public view {
        for (uint256 tile = 0; tile < 4100; tile += 7) {
            (uint256 biome, uint256 resource) = chart.tileAt(SEED, tile);
            assertEq(biome, Island.biomeAt(SEED, tile), "biome");
            assertEq(resource, Island.resourceAt(SEED, tile), "resource");
        }
    }

    function test_aStranger_hasNothing() public {
        IHourglass.PlayerWords memory words = game.readPlayer(ben);
        assertEq(words.run | words.pack | words.digs | words.profile | words.sand, 0, "nothing");
        assertFalse(game.readDay(1).drawn, "no day");
        assertEq(game.readRoom(1).length, 0, "no room");
    }
}

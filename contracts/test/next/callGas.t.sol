// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {INextHourglass} from "../../src/next/INextHourglass.sol";
import {Digs} from "../../src/next/Digs.sol";
import {Numbers} from "../../src/next/generated/Numbers.sol";
import {NextTest} from "./NextTest.sol";

/// @notice Gas of the dearest case of each action, from a cold start: as much as the limit allows, and no less than half of it. At
/// night every action may have to settle steps of before, at most as many as all rations make possible.
contract CallGasTest is NextTest {
    uint256 private constant MOST_STEPS = 360;

    function test_gas_embark() public {
        vm.roll(1_000);
        game.openDay();
        vm.roll(1_003);
        vm.setBlockhash(1_002, keccak256("a block"));
        uint256 chosen = plan(0, VOYAGE, DELVER, 4, 2, 4, 0);
        _holds("embark", 150_000, _gasOf(abi.encodeCall(INextHourglass.embark, (chosen))));
    }

    function test_gas_move() public {
        for (uint256 steps = 1; steps <= 32; steps += 31) {
            _night(FORAGER);
            place(39 + 33 * 64);
            bytes memory path = new bytes(steps);
            for (uint256 i = 0; i < steps; ++i) {
                path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
            }
            _holds("move", 34_000 + 1_800 * steps, _gasOf(abi.encodeCall(INextHourglass.move, (path))));
        }
    }

    function test_gas_gather() public {
        uint256 dearest;
        for (uint256 item = 1; item <= 8; ++item) {
            _night(FORAGER);
            (,, uint256 needs) = Table.node(item);
            if (needs != 0) wear(needs);
            uint256 tile = findResource(item);
            place(tile);
            uint256 used = _gasOf(abi.encodeCall(INextHourglass.gather, (tile)));
            if (used > dearest) dearest = used;
        }
        _holds("gather", 70_000, dearest);
    }

    function test_gas_unearth() public {
        _night(DELVER);
        uint256 tile = findSite(2, 3);
        place(tile);
        store(digs().inTide(2).withDug(tile / 512 * 8 + (tile % 64) / 8, 2));
        _holds("unearth", 60_000, _gasOf(abi.encodeCall(INextHourglass.unearth, (tile))));
    }

    function test_gas_craft() public {
        uint256 dearest;
        for (uint256 id = 1; id <= Numbers.RECIPES; ++id) {
            _night(FORAGER);
            (uint256 inputs,,) = Table.recipe(id);
            for (; inputs != 0; inputs >>= 32) {
                give((inputs >> 16) & 0xffff, inputs & 0xffff);
            }
            if (id == 6) continue; // The boots of the plan.
            uint256 used = _gasOf(abi.encodeCall(INextHourglass.craft, (id)));
            if (used > dearest) dearest = used;
        }
        _holds("craft", 40_000, dearest);
    }

    function test_gas_equip() public {
        _night(FORAGER);
        store(pack().withTool(Table.AMULET));
        _holds("equip", 40_000, _gasOf(abi.encodeCall(INextHourglass.equip, (Table.AMULET))));
    }

    function test_gas_bank() public {
        _night(FORAGER);
        for (uint256 item = 1; item <= 8; ++item) {
            give(item, 7);
        }
        place(32 * 64 + 14);
        _holds("bank", 90_000, _gasOf(abi.encodeCall(INextHourglass.bank, ())));
    }

    /// @dev A survey with three marks, each drawn up to eight times; a recovery that looks at eight regions.
    function test_gas_claim() public {
        uint256 dearest;
        for (uint256 errand = 0; errand <= 5; ++errand) {
            for (uint256 seed = 0; seed < 8; ++seed) {
                begin(VOYAGE, COURIER);
                embark(plan(1, VOYAGE, COURIER, 0, 0, 0, seed));
                at(errand == 4 ? 2_899 : 2_900);
                INextHourglass.Errand memory offer = game.errandAt(seed, VOYAGE, 2, errand);
                if (offer.tiles.length == 0) continue;
                _waitFor(MOST_STEPS);
                store(Digs.wrap(0).inTide(2).withDug(offer.tiles[0] / 512 * 8 + (offer.tiles[0] % 64) / 8, 3));
                if (offer.item != 0) give(offer.item, offer.amount);
                place(offer.tiles[offer.tiles.length - 1]);
                uint256 used = _gasOf(abi.encodeCall(INextHourglass.claim, (errand)));
                if (used > dearest) dearest = used;
            }
        }
        _holds("claim", 100_000, dearest);
    }

    function test_gas_buy() public {
        _night(FORAGER);
        makeDaily();
        giveSand(1_000 ether);
        _holds("buy", 60_000, _gasOf(abi.encodeCall(INextHourglass.buy, (Table.LANTERN, 50 ether))));
    }

    function test_gas_signal() public {
        _night(FORAGER);
        _holds("signal", 30_000, _gasOf(abi.encodeCall(INextHourglass.signal, (7))));
    }

    /// @dev The first that ever pays, with all six relics and all regions.
    function test_gas_finish() public {
        _night(FORAGER);
        makeDaily();
        store(run().withPoints(10_000).withRegions(type(uint64).max).withUsed(0));
        for (uint256 relic = 1; relic <= 6; ++relic) {
            store(digs().withRelic(relic));
        }
        _holds("finish", 350_000, _gasOf(abi.encodeCall(INextHourglass.finish, ())));
    }

    /// @dev A Voyage at night, with steps of an earlier block.
    function _night(uint256 calling) private {
        begin(VOYAGE, calling);
        at(2_900);
        _waitFor(MOST_STEPS);
    }

    /// @dev With light, and rations for some falls: more of them would leave no grains for the action.
    function _waitFor(uint256 steps) private {
        vm.setBlockhash(block.number - 1, keccak256("a block"));
        store(run().withNight(steps, block.number - 1, true).withRations(3));
    }

    /// @dev Gas of the call alone, with every slot cold as in its own transaction.
    function _gasOf(bytes memory data) private returns (uint256 used) {
        vm.cool(address(game));
        vm.cool(address(sand));
        vm.cool(address(items));
        vm.prank(ana);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(game).call(data);
        used = before - gasleft();
        assertTrue(success, vm.toString(reason));
    }

    function _holds(string memory action, uint256 limit, uint256 used) private {
        emit log_named_uint(string.concat("gas of ", action), used);
        assertLe(used, limit, "the dearest case fits the limit");
        assertLe(limit, used * 2, "the limit is not air");
    }
}

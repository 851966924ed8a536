// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {PlayerSlot} from "../../src/game/PlayerSlot.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {GameTest} from "./GameTest.sol";

/// @notice The limits that the page gives to each call (app/_bridge/gasLimits.json) hold the dearest case of the call,
/// from a cold start, and are not so wide that a session's gas budget is spent on air.
contract CallGasTest is GameTest {
    /// @dev What the page adds on top is for EntryPoint and account; a call alone must fit into its own limit.
    string private constant LIMITS = "app/_bridge/gasLimits.json";
    string private constant MOVE = "app/_bridge/moveGas.json";
    /// @dev A limit above the dearest case by more than this factor is air.
    uint256 private constant AIR = 2;

    /// @dev A walk has a limit by its steps.
    function test_move_fitsItsLimit_howeverLong() public {
        string memory file = vm.readFile(MOVE);
        uint256 first = vm.parseJsonUint(file, ".first");
        uint256 step = vm.parseJsonUint(file, ".step");
        uint256 used;
        for (uint256 steps = 1; steps <= 32; ++steps) {
            uint256 state = vm.snapshotState();
            used = _gasOf(abi.encodeCall(IHourglass.move, (_walk(steps))));
            vm.revertToState(state);
            assertLe(used, first + step * steps, "a walk fits the limit of its length");
        }
        _holds("move(bytes)", used);
        assertEq(first + step * 32, vm.parseJsonUint(vm.readFile(LIMITS), ".['move(bytes)']"), "the longest");
    }

    /// @dev To and fro.
    function _walk(uint256 steps) private pure returns (bytes memory path) {
        path = new bytes(steps);
        for (uint256 i = 0; i < steps; ++i) {
            path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
        }
    }

    function test_gather_fitsItsLimit() public {
        uint256 dearest;
        for (uint256 item = 1; item <= 8; ++item) {
            (,, uint256 needs) = Table.node(item);
            uint256 state = vm.snapshotState();
            if (needs != 0) wear(ana, needs);
            uint256 tile = findResource(item);
            place(ana, tile);
            dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.gather, (tile))));
            vm.revertToState(state);
        }
        _holds("gather(uint256)", dearest);
    }

    function test_craft_fitsItsLimit() public {
        uint256 dearest;
        for (uint256 id = 1; id <= Table.RECIPE_COUNT; ++id) {
            uint256 state = vm.snapshotState();
            (uint256 inputs,,) = Table.recipe(id);
            for (; inputs != 0; inputs >>= 32) {
                give(ana, (inputs >> 16) & 0xffff, inputs & 0xffff);
            }
            dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.craft, (id))));
            vm.revertToState(state);
        }
        _holds("craft(uint256)", dearest);
    }

    function test_equip_fitsItsLimit() public {
        give(ana, Table.AXE, 1);
        _holds("equip(uint256)", _gasOf(abi.encodeCall(IHourglass.equip, (Table.AXE))));
    }

    function test_claim_fitsItsLimit() public {
        // Bringing is the dearest kind: it burns, pays and marks.
        uint256 dearest;
        for (uint256 id = 1; id <= Table.QUEST_COUNT; ++id) {
            (uint256 kind, uint256 subject, uint256 amount,) = Table.quest(id);
            uint256 state = vm.snapshotState();
            if (kind == Table.ASK_BRING || kind == Table.ASK_HOLD) {
                give(ana, subject, amount);
                dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.claim, (id))));
            }
            vm.revertToState(state);
        }
        assertGt(dearest, 0, "some quest was claimed");
        _holds("claim(uint256)", dearest);
    }

    function test_buy_fitsItsLimit() public {
        giveSand(ana, 1_000 ether);
        _holds("buy(uint256,uint256)", _gasOf(abi.encodeCall(IHourglass.buy, (Table.WOOD, 1_000 ether))));
    }

    /// @dev Either the first thing that a player ever does, or after one that is scored first, and is the best of its week.
    function test_embark_fitsItsLimit() public {
        uint256 state = vm.snapshotState();
        uint256 first = _gasOf(abi.encodeCall(IHourglass.embark, ()));
        vm.revertToState(state);
        _goOut();
        skip(Table.EXPEDITION_SECONDS);
        _holds("embark()", _larger(first, _gasOf(abi.encodeCall(IHourglass.embark, ()))));
    }

    function test_finish_fitsItsLimit() public {
        _goOut();
        _holds("finish()", _gasOf(abi.encodeCall(IHourglass.finish, ())));
    }

    /// @dev The first that the bank ever gets.
    function test_bank_fitsItsLimit() public {
        giveSand(ana, 100 ether);
        _holds("bank(uint256)", _gasOf(abi.encodeCall(IHourglass.bank, (1 ether))));
    }

    /// @dev A chest: it burns, pays, gives and marks in two words.
    function test_unearth_fitsItsLimit() public {
        give(ana, Table.CHEST_KEY, 1);
        uint256 tile = findSite(Table.RELIC_COUNT + Table.CHEST_COUNT);
        place(ana, tile);
        _holds("unearth(uint256)", _gasOf(abi.encodeCall(IHourglass.unearth, (tile))));
    }

    /// @dev All regions seen: what is counted bit by bit is as long as it can be.
    function _goOut() private {
        vm.prank(ana);
        game.embark();
        PlayerSlot slot = slotOf(ana);
        store(ana, slot.withRegions(type(uint64).max));
    }

    /// @dev Gas of the call alone, with every slot cold as in a transaction of its own.
    function _gasOf(bytes memory data) private returns (uint256 used) {
        vm.cool(address(game));
        vm.cool(address(sand));
        vm.cool(address(items));
        vm.prank(ana);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(game).call(data);
        used = before - gasleft();
        assertTrue(success, string(reason));
    }

    function _holds(string memory signature, uint256 used) private view {
        uint256 limit = vm.parseJsonUint(vm.readFile(LIMITS), string.concat(".['", signature, "']"));
        assertLe(used, limit, "the dearest case fits the limit");
        assertLe(limit, used * AIR, "the limit is not air");
    }

    function _larger(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }
}
